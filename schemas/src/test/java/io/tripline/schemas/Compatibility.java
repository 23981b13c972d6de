package io.tripline.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;

/**
 * Whether two versions of a schema read what the other one wrote. Avro says so of all but logical
 * types, which it takes for decoration, as its fingerprints do: a decimal of another scale would be
 * read without complaint, and mean something else.
 */
final class Compatibility {
  private Compatibility() {}

  /** What speaks against two versions living together; empty if nothing does. */
  static List<String> objections(Schema one, Schema other) {
    List<String> objections = new ArrayList<>();
    if (!one.getFullName().equals(other.getFullName())) {
      objections.add(one.getFullName() + " is not " + other.getFullName());
    }
    objections.addAll(cannotRead(one, other));
    objections.addAll(cannotRead(other, one));
    Map<String, String> meanings = meanings(one);
    meanings(other)
        .forEach(
            (path, meaning) -> {
              if (!meanings.getOrDefault(path, meaning).equals(meaning)) {
                objections.add(path + ": " + meaning + " is not " + meanings.get(path));
              }
            });
    return objections;
  }

  private static List<String> cannotRead(Schema reader, Schema writer) {
    SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
    return result.getIncompatibilities().stream()
        .map(
            reason -> reason.getType() + " at " + reason.getLocation() + ": " + reason.getMessage())
        .toList();
  }

  /** The logical type of each value, by the path to it. */
  private static Map<String, String> meanings(Schema schema) {
    Map<String, String> meanings = new TreeMap<>();
    collect(schema, schema.getName(), meanings);
    return meanings;
  }

  private static void collect(Schema schema, String path, Map<String, String> meanings) {
    switch (schema.getType()) {
      case RECORD ->
          schema.getFields().forEach(f -> collect(f.schema(), path + '.' + f.name(), meanings));
      case ARRAY -> collect(schema.getElementType(), path + "[]", meanings);
      case MAP -> collect(schema.getValueType(), path + "{}", meanings);
      case UNION -> schema.getTypes().forEach(t -> collect(t, path + '|' + t.getName(), meanings));
      default -> meanings.put(path, text(schema.getLogicalType()));
    }
  }

  private static String text(LogicalType type) {
    if (type instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d, %d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return type == null ? "itself" : type.getName();
  }
}

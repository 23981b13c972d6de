package io.tripline.history.csv;

import io.tripline.schemas.FactType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * The fields of a fact as the contract's schema has them, so that a mapping is held to the contract
 * and not to a copy of it.
 *
 * @param fields by name, in the contract's order, without what happened to a ticket
 * @param changes the fields of what can happen to a ticket, by its type; empty for other facts
 */
record FactShape(Map<String, Field> fields, Map<String, Map<String, Field>> changes) {
  private static final String CHANGE = "change";

  /** What kind of value a field takes. */
  enum Kind {
    WORDS,
    TIME,
    DECIMAL,
    SYMBOL,
    FLAG
  }

  /**
   * A field.
   *
   * @param required whether a fact without it is none
   * @param symbols what a {@link Kind#SYMBOL} may be
   */
  record Field(Kind kind, boolean required, List<String> symbols) {}

  /** The shape of the facts of a type. */
  static FactShape of(FactType type) {
    Schema schema = SpecificData.get().getSchema(type.recordClass());
    Map<String, Map<String, Field>> changes = new LinkedHashMap<>();
    Schema.Field change = schema.getField(CHANGE);
    if (change != null) {
      change.schema().getTypes().forEach(kind -> changes.put(kind.getName(), fields(kind)));
    }
    return new FactShape(fields(schema), changes);
  }

  /** Whether facts of this type have a {@code change}. */
  boolean hasChange() {
    return !changes.isEmpty();
  }

  private static Map<String, Field> fields(Schema schema) {
    Map<String, Field> fields = new LinkedHashMap<>();
    schema.getFields().stream()
        .filter(field -> !field.name().equals(CHANGE))
        .forEach(field -> fields.put(field.name(), field(field)));
    return fields;
  }

  private static Field field(Schema.Field field) {
    Schema value =
        field.schema().getType() == Schema.Type.UNION
            ? field.schema().getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow()
            : field.schema();
    List<String> symbols = value.getType() == Schema.Type.ENUM ? value.getEnumSymbols() : List.of();
    return new Field(kind(value), !field.hasDefaultValue(), symbols);
  }

  private static Kind kind(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical != null) {
      return logical.getName().equals("decimal") ? Kind.DECIMAL : Kind.TIME;
    }
    return switch (schema.getType()) {
      case ENUM -> Kind.SYMBOL;
      case BOOLEAN -> Kind.FLAG;
      default -> Kind.WORDS;
    };
  }
}

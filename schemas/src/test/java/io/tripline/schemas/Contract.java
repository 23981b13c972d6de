package io.tripline.schemas;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** All named types of the contract: what travels on its own, and what is inside it. */
final class Contract {
  private Contract() {}

  static Collection<Schema> types() {
    Map<String, Schema> types = new LinkedHashMap<>();
    Deque<Schema> rest = new ArrayDeque<>(WriterSchemas.current());
    while (!rest.isEmpty()) {
      Schema schema = rest.pop();
      boolean named =
          schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.ENUM;
      if (!named || types.putIfAbsent(schema.getFullName(), schema) == null) {
        inside(schema).forEach(rest::push);
      }
    }
    return types.values();
  }

  private static List<Schema> inside(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
      case ARRAY -> List.of(schema.getElementType());
      case MAP -> List.of(schema.getValueType());
      case UNION -> schema.getTypes();
      default -> List.of();
    };
  }
}

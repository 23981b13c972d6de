package io.tripline.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a JSON object field by field, in the order given; fields without a value are left out. A
 * field written twice is a fault of the caller: what it held first would be lost.
 */
final class JsonObject {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode object = NODES.objectNode();

  JsonObject text(String name, String value) {
    return put(name, value == null ? null : NODES.textNode(value));
  }

  JsonObject symbol(String name, Enum<?> value) {
    return text(name, value == null ? null : value.name());
  }

  /** With exactly six decimals, as text. */
  JsonObject decimal(String name, BigDecimal value) {
    return text(name, value == null ? null : Decimals.text(value));
  }

  /** As {@link #decimal}, but there even without a value. */
  JsonObject decimalOrNull(String name, BigDecimal value) {
    return value == null ? put(name, NODES.nullNode()) : decimal(name, value);
  }

  /** In UTC, with milliseconds only if there are any. */
  JsonObject time(String name, Instant value) {
    return text(name, value == null ? null : value.toString());
  }

  JsonObject whole(String name, Number value) {
    return put(name, value == null ? null : NODES.numberNode(value.longValue()));
  }

  JsonObject flag(String name, boolean value) {
    return put(name, NODES.booleanNode(value));
  }

  /** Left out if false. */
  JsonObject flagIfSet(String name, boolean value) {
    return value ? flag(name, true) : this;
  }

  JsonObject object(String name, JsonObject value) {
    return put(name, value == null ? null : value.object);
  }

  JsonObject texts(String name, List<String> values) {
    ArrayNode list = NODES.arrayNode();
    values.forEach(list::add);
    return put(name, list);
  }

  <T> JsonObject objects(String name, List<T> values, Function<T, JsonObject> form) {
    ArrayNode list = NODES.arrayNode();
    values.forEach(value -> list.add(form.apply(value).object));
    return put(name, list);
  }

  ObjectNode tree() {
    return object;
  }

  private JsonObject put(String name, JsonNode value) {
    if (value == null) {
      return this;
    }
    if (object.has(name)) {
      throw new IllegalArgumentException("there are two values for '" + name + "'");
    }
    object.set(name, value);
    return this;
  }
}

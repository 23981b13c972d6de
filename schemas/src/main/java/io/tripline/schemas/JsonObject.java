package io.tripline.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Writes a JSON object field by field, in the order given; fields without a value are left out. */
final class JsonObject {
  private final ObjectNode object = Json.newObject();

  JsonObject text(String name, String value) {
    if (value != null) {
      object.put(name, value);
    }
    return this;
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
    if (value == null) {
      object.putNull(name);
    }
    return decimal(name, value);
  }

  /** In UTC, with milliseconds only if there are any. */
  JsonObject time(String name, Instant value) {
    return text(name, value == null ? null : value.toString());
  }

  JsonObject whole(String name, Number value) {
    if (value != null) {
      object.put(name, value.longValue());
    }
    return this;
  }

  JsonObject flag(String name, boolean value) {
    object.put(name, value);
    return this;
  }

  /** Left out if false. */
  JsonObject flagIfSet(String name, boolean value) {
    return value ? flag(name, true) : this;
  }

  JsonObject object(String name, JsonObject value) {
    if (value != null) {
      object.set(name, value.tree());
    }
    return this;
  }

  JsonObject texts(String name, List<String> values) {
    values.forEach(object.putArray(name)::add);
    return this;
  }

  <T> JsonObject objects(String name, List<T> values, Function<T, JsonObject> form) {
    ArrayNode list = object.putArray(name);
    values.forEach(value -> list.add(form.apply(value).tree()));
    return this;
  }

  ObjectNode tree() {
    return object;
  }
}

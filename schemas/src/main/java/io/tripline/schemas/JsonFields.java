package io.tripline.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a JSON object, asked for by name and kind. Remembers what was asked for, so that
 * fields that nobody knows can be told. An explicit null is as good as no field.
 */
final class JsonFields {
  private static final int LONGEST_NUMBER = 40;

  private final ObjectNode object;
  private final String path;
  private final Set<String> asked = new HashSet<>();
  private final List<JsonFields> inner = new ArrayList<>();

  /** The fields of an object that is not inside another one. */
  JsonFields(ObjectNode object) {
    this(object, "");
  }

  private JsonFields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The path of a field, from the outermost object. */
  String path(String name) {
    return path + name;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  String text(String name) throws FormatException {
    return required(name, textOrNull(name), "a string");
  }

  String textOrNull(String name) throws FormatException {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(name, value, "a string");
    }
    return wellFormed(name, value.textValue());
  }

  BigDecimal decimal(String name) throws FormatException {
    return required(name, decimalOrNull(name), "a decimal such as \"14.880000\"");
  }

  BigDecimal decimalOrNull(String name) throws FormatException {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isNumber()) {
      return Decimals.sixDecimals(value.decimalValue(), path(name));
    }
    if (value.isTextual()) {
      return Decimals.parse(value.textValue(), path(name));
    }
    throw wrong(name, value, "a decimal such as \"14.880000\"");
  }

  Instant time(String name) throws FormatException {
    return required(name, timeOrNull(name), "a time such as \"2026-01-05T15:10:00Z\"");
  }

  Instant timeOrNull(String name) throws FormatException {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isNumber()) {
      return Times.ofEpochMillis(value.decimalValue(), path(name));
    }
    if (value.isTextual()) {
      return Times.parse(value.textValue(), path(name));
    }
    throw wrong(name, value, "a time such as \"2026-01-05T15:10:00Z\"");
  }

  <E extends Enum<E>> E symbol(String name, Class<E> type) throws FormatException {
    return required(name, symbolOrNull(name, type), oneOf(type));
  }

  <E extends Enum<E>> E symbolOrNull(String name, Class<E> type) throws FormatException {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    for (E symbol : type.getEnumConstants()) {
      if (value.isTextual() && symbol.name().equals(value.textValue())) {
        return symbol;
      }
    }
    throw wrong(name, value, oneOf(type));
  }

  /** True or false; false if not given. */
  boolean flag(String name) throws FormatException {
    JsonNode value = value(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(name, value, "true or false");
    }
    return value.booleanValue();
  }

  long whole(String name) throws FormatException {
    return required(name, wholeOrNull(name), "a whole number");
  }

  Long wholeOrNull(String name) throws FormatException {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()) {
      throw wrong(name, value, "a whole number");
    }
    if (!value.canConvertToLong()) {
      throw new FormatException(
          Fault.OVERFLOW, path(name), "'%s' does not fit into 64 bits".formatted(path(name)));
    }
    return value.longValue();
  }

  int smallWhole(String name) throws FormatException {
    return required(name, smallWholeOrNull(name), "a whole number");
  }

  Integer smallWholeOrNull(String name) throws FormatException {
    Long value = wholeOrNull(name);
    if (value == null) {
      return null;
    }
    if (value != value.intValue()) {
      throw new FormatException(
          Fault.OVERFLOW, path(name), "'%s' does not fit into 32 bits".formatted(path(name)));
    }
    return value.intValue();
  }

  JsonFields object(String name) throws FormatException {
    return required(name, objectOrNull(name), "an object");
  }

  JsonFields objectOrNull(String name) throws FormatException {
    JsonNode value = value(name);
    return value == null ? null : inner(value, name);
  }

  /** The objects in a list. */
  List<JsonFields> objects(String name) throws FormatException {
    JsonNode list = required(name, value(name), "a list of objects");
    if (!list.isArray()) {
      throw wrong(name, list, "a list of objects");
    }
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode item : list) {
      objects.add(inner(item, name + '[' + objects.size() + ']'));
    }
    return objects;
  }

  /** The names of all fields, for an object that is a map. */
  List<String> names() {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** The paths of the fields that nobody asked for, in their order. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    names().stream().filter(name -> !asked.contains(name)).map(this::path).forEach(unknown::add);
    inner.forEach(object -> unknown.addAll(object.unknown()));
    return unknown;
  }

  /** A field whose value is not what it should be. */
  FormatException wrong(String name, String found, String wanted) {
    return new FormatException(
        Fault.INVALID_FIELD,
        path(name),
        "'%s' is %s; write %s".formatted(path(name), found, wanted));
  }

  private FormatException wrong(String name, JsonNode found, String wanted) {
    return wrong(name, describe(found), wanted);
  }

  private <T> T required(String name, T value, String wanted) throws FormatException {
    if (value == null) {
      throw new FormatException(
          Fault.MISSING_FIELD,
          path(name),
          "'%s' is missing; write %s".formatted(path(name), wanted));
    }
    return value;
  }

  private JsonNode value(String name) {
    asked.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private JsonFields inner(JsonNode value, String name) throws FormatException {
    if (!(value instanceof ObjectNode innerObject)) {
      throw wrong(name, value, "an object");
    }
    JsonFields fields = new JsonFields(innerObject, path(name) + '.');
    inner.add(fields);
    return fields;
  }

  /** Half a surrogate pair is legal in JSON but cannot be written as UTF-8. */
  private String wellFormed(String name, String text) throws FormatException {
    boolean broken = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    if (broken) {
      throw wrong(name, "broken text (half a surrogate pair)", "whole characters");
    }
    return text;
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> Quoted.shortly(value.textValue());
      case NUMBER -> "the number " + Quoted.cut(value.asText(), LONGEST_NUMBER);
      case BOOLEAN -> value.asText();
      case ARRAY -> "a list";
      default -> "an object";
    };
  }

  private static <E extends Enum<E>> String oneOf(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::name)
        .collect(Collectors.joining(", ", "one of ", ""));
  }
}

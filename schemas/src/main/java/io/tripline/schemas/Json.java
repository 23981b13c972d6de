package io.tripline.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON text to trees and back: numbers keep their digits, and an object names no field twice. */
final class Json {
  private static final int LONGEST_CAUSE = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** The one object in a text. */
  static ObjectNode parse(String text) throws FormatException {
    try {
      return object(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw noJson(e);
    }
  }

  /** The one object in a text in UTF-8. */
  static ObjectNode parse(byte[] text) throws FormatException {
    try {
      return object(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw noJson(e);
    } catch (IOException e) {
      throw new FormatException(
          Fault.UNREADABLE, "this is no text in UTF-8: " + e.getMessage() + "; write it anew", e);
    }
  }

  static String text(ObjectNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree cannot be written as JSON", e);
    }
  }

  private static ObjectNode object(JsonNode tree) throws FormatException {
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new FormatException(
        Fault.UNREADABLE, "this is no JSON object; write one, {…}, on a line of its own");
  }

  private static FormatException noJson(JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
    return new FormatException(
        Fault.UNREADABLE,
        "this is no JSON: " + Quoted.cut(e.getOriginalMessage(), LONGEST_CAUSE) + where,
        e);
  }
}

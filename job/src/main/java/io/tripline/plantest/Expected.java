package io.tripline.plantest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is expected of a piece of an event. Only what is written must be equal; what is not is free.
 */
sealed interface Expected {
  /**
   * Holds it against what came, field by field.
   *
   * @param path of the piece in the event; empty for all of it
   * @param got the piece, or a missing node
   */
  List<FieldComparison> against(String path, JsonNode got);

  /** A single value, which must be equal: of numbers and times what they say, not the letters. */
  record Single(Object value) implements Expected {
    @Override
    public List<FieldComparison> against(String path, JsonNode got) {
      return List.of(
          new FieldComparison(
              path, String.valueOf(value), shown(got), got.isValueNode() && isIn(got)));
    }

    private boolean isIn(JsonNode got) {
      if (got.isNull()) {
        return false;
      }
      if (value instanceof BigDecimal number) {
        return number.compareTo(new BigDecimal(got.asText())) == 0;
      }
      return value instanceof Instant time
          ? time.equals(Instant.parse(got.asText()))
          : value.toString().equals(got.asText());
    }
  }

  /** That there is no value. */
  record None() implements Expected {
    @Override
    public List<FieldComparison> against(String path, JsonNode got) {
      boolean none = got.isNull() || got.isMissingNode();
      return List.of(new FieldComparison(path, "none", shown(got), none));
    }
  }

  /** Some of the fields. */
  record Fields(Map<String, Expected> fields) implements Expected {
    @Override
    public List<FieldComparison> against(String path, JsonNode got) {
      List<FieldComparison> comparisons = new ArrayList<>();
      fields.forEach(
          (name, expected) ->
              comparisons.addAll(
                  expected.against(path.isEmpty() ? name : path + '.' + name, got.path(name))));
      return comparisons;
    }
  }

  /** Some of the items of a list, in any order. */
  record Some(List<Expected> items) implements Expected {
    @Override
    public List<FieldComparison> against(String path, JsonNode got) {
      List<JsonNode> there = new ArrayList<>();
      got.forEach(there::add);
      Pairing pairing =
          Pairing.of(items.size(), there.size(), (i, j) -> items.get(i).against("", there.get(j)));
      List<FieldComparison> comparisons = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        Integer partner = pairing.partnerOf(i);
        JsonNode item = partner == null ? MissingNode.getInstance() : there.get(partner);
        comparisons.addAll(items.get(i).against(path + '[' + i + ']', item));
      }
      return comparisons;
    }
  }

  private static String shown(JsonNode got) {
    return got.isNull() || got.isMissingNode()
        ? "none"
        : got.isValueNode() ? got.asText() : got.toString();
  }
}

package io.tripline.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.plan.Place;
import io.tripline.plan.Value;
import io.tripline.plan.Value.Scalar.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan in JSON as a document that the reader of plan files understands. */
final class PlanValues {
  private PlanValues() {}

  static Value of(ObjectNode plan) {
    return value(plan, Place.TOP);
  }

  private static Value value(JsonNode node, Place place) {
    return switch (node.getNodeType()) {
      case OBJECT -> mapping(node, place);
      case ARRAY -> items(node, place);
      case STRING -> new Value.Scalar(place, Kind.TEXT, node.textValue());
      case BOOLEAN -> new Value.Scalar(place, Kind.FLAG, node.asText());
      // Not written out: 1E999999 would not fit into memory.
      case NUMBER -> new Value.Scalar(place, Kind.NUMBER, node.decimalValue().toString());
      default -> new Value.Scalar(place, Kind.NOTHING, "");
    };
  }

  private static Value mapping(JsonNode node, Place place) {
    Map<String, Value.Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      Place field = place.field(property.getKey());
      entries.put(property.getKey(), new Value.Entry(field, value(property.getValue(), field)));
    }
    return new Value.Mapping(place, entries);
  }

  private static Value items(JsonNode node, Place place) {
    List<Value> values = new ArrayList<>();
    for (JsonNode item : node) {
      values.add(value(item, place.item(values.size())));
    }
    return new Value.Items(place, values);
  }
}

package io.tripline.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Compares what was said in one run with what was said in another, event by event. */
final class EventComparison {
  private static final String ID = "eventId";

  private EventComparison() {}

  /**
   * All differences, in the order of what was expected, and then what is there besides.
   *
   * @param expected events in their JSON form
   * @param got as {@code expected}
   */
  static List<Difference> between(List<ObjectNode> expected, List<ObjectNode> got) {
    List<Difference> differences = new ArrayList<>();
    Map<String, ObjectNode> others = new LinkedHashMap<>();
    for (ObjectNode event : got) {
      if (others.putIfAbsent(event.path(ID).asText(), event) != null) {
        differences.add(Difference.extra(event));
      }
    }
    for (ObjectNode event : expected) {
      ObjectNode other = others.remove(event.path(ID).asText());
      if (other == null) {
        differences.add(Difference.missing(event));
      } else if (!event.equals(other)) {
        differences.add(Difference.changed(event, other, fields(event, other)));
      }
    }
    others.values().forEach(event -> differences.add(Difference.extra(event)));
    return differences;
  }

  private static List<String> fields(ObjectNode event, ObjectNode other) {
    TreeSet<String> names = new TreeSet<>();
    event.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !Objects.equals(event.get(name), other.get(name)))
        .toList();
  }
}

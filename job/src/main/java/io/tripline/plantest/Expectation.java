package io.tripline.plantest;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.plan.Place;
import java.time.Instant;
import java.util.List;

/**
 * An event that is expected.
 *
 * @param place in the test file
 * @param fields those that must be equal
 */
record Expectation(Place place, Expected.Fields fields) {
  /** Holds it against an event in its JSON form. */
  List<FieldComparison> against(ObjectNode event) {
    return fields.against("", event);
  }

  /** Its fields, where nothing like it came. */
  List<FieldComparison> alone() {
    return fields.against("", MissingNode.getInstance()).stream()
        .map(field -> new FieldComparison(field.path(), field.expected(), null, false))
        .toList();
  }

  /** The tick it is expected at, or null if that is free. */
  Instant asOf() {
    return fields.fields().get("asOf") instanceof Expected.Single single
        ? (Instant) single.value()
        : null;
  }

  /** What the event says of its target or rule, or null if that is free. */
  String transition() {
    return fields.fields().get("transition") instanceof Expected.Single single
        ? single.value().toString()
        : null;
  }
}

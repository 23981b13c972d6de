package io.tripline.notify.receiver;

import io.tripline.notify.alert.Notice;
import io.tripline.schemas.avro.Command;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.Variance;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What changes while an alert is open, by name, as text: how bad it is, figures, times. */
final class Details {
  private Details() {}

  static Map<String, String> of(Notice notice) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
    details.put("transition", notice.transition());
    if (notice.event().getBody() instanceof Variance variance) {
      add(variance, details);
    } else {
      add((KillSwitch) notice.event().getBody(), details);
    }
    put(details, "as_of", notice.event().getAsOf());
    put(details, "plan_version", notice.event().getPlanVersion());
    return details;
  }

  private static void add(Variance variance, Map<String, String> details) {
    put(details, "metric", variance.getMetric());
    put(details, "window", variance.getWindow());
    put(details, "actual", variance.getActual());
    put(details, "target_value", variance.getTarget());
    put(details, "excess", variance.getExcess());
    put(details, "since", variance.getSince());
    put(details, "opened_at", variance.getOpenedAt());
    put(details, "reason", variance.getReason());
  }

  private static void add(KillSwitch move, Map<String, String> details) {
    put(details, "action", move.getAction());
    put(details, "mode", move.getMode());
    put(details, "since", move.getSince());
    put(details, "tripped_at", move.getTrippedAt());
    put(details, "deadline", move.getDeadline());
    put(details, "reason", move.getReason());
    Command command = move.getCommand();
    if (command != null) {
      put(details, "ordered", command.getAction());
      put(details, "ordered_by", command.getBy());
      put(details, "ordered_because", command.getReason());
    }
    if (move.getCost() != null) {
      put(details, "cost_of_day", move.getCost().getDay());
      put(details, "cost_since_trip", move.getCost().getSinceTrip());
    }
  }

  private static void put(Map<String, String> details, String name, Object value) {
    if (value != null) {
      details.put(name, value.toString());
    }
  }
}

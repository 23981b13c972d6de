package io.tripline.notify.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.notify.alert.Notice;
import io.tripline.schemas.EventJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a template may name: every field of the JSON form of events, empty where an event has it
 * not, and
 *
 * <ul>
 *   <li>{@code key}: of the incident or the kill switch, the same in all that is sent about it
 *   <li>{@code subject}: the service and what of it, such as {@code cloud-migration/margin}
 *   <li>{@code severity}: that of a variance; of a kill switch, CRITICAL from the trip on
 *   <li>{@code ends}: true if nobody is asked to look at it any more
 *   <li>{@code variance}, {@code killSwitch}: true of the one, and of the other
 *   <li>{@code trial}: true of a rule that is only tried out (mode MONITOR)
 * </ul>
 */
final class Fields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> PLAIN =
      List.of(
          "key",
          "subject",
          "severity",
          "ends",
          "variance",
          "killSwitch",
          "trial",
          "eventId",
          "type",
          "transition",
          "serviceId",
          "asOf",
          "planVersion",
          "incidentId",
          "targetId",
          "metric",
          "window",
          "windowStart",
          "windowEnd",
          "actual",
          "target",
          "excess",
          "since",
          "openedAt",
          "accrued",
          "headline",
          "reason",
          "ruleId",
          "action",
          "mode",
          "trippedAt",
          "deadline");

  private static final Map<String, List<String>> LISTS =
      Map.of(
          "leaves", List.of("name", "of", "amount", "unit"),
          "flows",
              List.of("direction", "personId", "role", "from", "to", "ms", "cost", "plannedValue"),
          "observed",
              List.of(
                  "targetId", "metric", "window", "value", "threshold", "side", "level", "holds"));

  private static final Map<String, List<String>> OBJECTS =
      Map.of(
          "command", List.of("source", "eventId", "commandId", "action", "until", "by", "reason"),
          "cost", List.of("day", "sinceTrip"));

  /** All names, for a message. */
  static final Set<String> NAMES = names();

  private Fields() {}

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(PLAIN);
    names.addAll(LISTS.keySet());
    names.addAll(OBJECTS.keySet());
    LISTS.values().forEach(names::addAll);
    OBJECTS.values().forEach(names::addAll);
    return java.util.Collections.unmodifiableSet(names);
  }

  /** Whether there is a field of that name, which may be one within another. */
  static boolean isKnown(String name) {
    int dot = name.indexOf('.');
    if (dot <= 0) {
      return NAMES.contains(name)
          || name.startsWith("-")
          || name.equals("this")
          || name.equals(".");
    }
    List<String> within = OBJECTS.get(name.substring(0, dot));
    return within != null && within.contains(name.substring(dot + 1));
  }

  static Map<String, Object> of(Notice notice) {
    Map<String, Object> fields = new HashMap<>();
    PLAIN.forEach(name -> fields.put(name, ""));
    fields.putAll(event(notice));
    LISTS.forEach((name, within) -> fields.put(name, list(fields.get(name), within)));
    OBJECTS.forEach(
        (name, within) ->
            fields.put(name, fields.get(name) == null ? "" : filled(fields.get(name), within)));
    fields.put("key", notice.key());
    fields.put("subject", notice.service() + '/' + notice.subject());
    fields.put("severity", notice.severity().name());
    fields.put("ends", notice.effect() == io.tripline.notify.alert.Effect.ENDS);
    fields.put("variance", notice.isVariance());
    fields.put("killSwitch", !notice.isVariance());
    fields.put("trial", notice.isTrial());
    fields.replaceAll((name, value) -> value == null ? "" : value);
    return fields;
  }

  private static Map<String, Object> event(Notice notice) {
    try {
      return JSON.readValue(EventJson.write(notice.event()), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the JSON form of an event is JSON", e);
    }
  }

  private static List<Map<String, Object>> list(Object items, List<String> names) {
    List<Map<String, Object>> list = new ArrayList<>();
    if (items instanceof List<?> all) {
      all.forEach(item -> list.add(filled(item, names)));
    }
    return list;
  }

  private static Map<String, Object> filled(Object object, List<String> names) {
    Map<?, ?> written = (Map<?, ?>) object;
    Map<String, Object> filled = new HashMap<>();
    names.forEach(name -> filled.put(name, written.get(name) == null ? "" : written.get(name)));
    return filled;
  }
}

package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a candidate comes to in an interval or a part of one, figure by figure: by the names that
 * they have in tables and in {@code report.json}, in their order there. Money and times are text,
 * all else are numbers; what there is none of is null.
 */
public final class Figures {
  private static final String INCIDENTS = "incidents";
  private static final String TRIPS = "trips";

  private final Map<String, Object> byName;

  private Figures(Map<String, Object> byName) {
    this.byName = byName;
  }

  /**
   * The figures of a result.
   *
   * @param length of the interval that it is the result of, in milliseconds
   */
  public static Figures of(CandidateResult result, long length) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("fired", result.fired());
    figures.put("events", result.events());
    figures.put("eventsPerWeek", Amounts.aWeek(result.events(), length));
    figures.put(INCIDENTS, result.incidents().size());
    figures.put("falseIncidents", result.falseIncidents());
    figures.put("openAtEnd", result.openAtEnd());
    figures.put("warned", result.warned());
    figures.put(TRIPS, result.trips().size());
    figures.put("falseTrips", result.falseTrips());
    figures.put("firstTrip", time(result.firstTrip()));
    figures.put("saved", money(result.saved()));
    figures.put("evaluatedMs", result.evaluated());
    figures.put("blindMs", result.blind());
    put("incident", result.incidentDetection(), figures);
    put("trip", result.tripDetection(), figures);
    return new Figures(figures);
  }

  private static void put(String kind, Detection detection, Map<String, Object> figures) {
    boolean none = detection == null;
    figures.put(
        kind + "Precision", none ? null : Amounts.part(detection.trueAlarms(), detection.alarms()));
    figures.put(
        kind + "Recall",
        none ? null : Amounts.part(detection.detected(), detection.found().size()));
    figures.put(kind + "MedianDelayMs", none ? null : detection.medianDelay());
  }

  /** How many incidents opened. */
  public int incidents() {
    return (Integer) byName.get(INCIDENTS);
  }

  /** How many rules tripped. */
  public int trips() {
    return (Integer) byName.get(TRIPS);
  }

  /** The names of all figures there are, in their order. */
  Collection<String> names() {
    return byName.keySet();
  }

  /** The figures, in the order of their names. */
  Collection<Object> values() {
    return byName.values();
  }

  /** Writes the figures as the fields of an object. */
  void put(ObjectNode json) {
    byName.forEach(
        (name, value) -> {
          if (value instanceof Boolean flag) {
            json.put(name, flag);
          } else if (value instanceof Integer number) {
            json.put(name, number);
          } else if (value instanceof Long number) {
            json.put(name, number);
          } else if (value instanceof BigDecimal number) {
            json.put(name, number);
          } else {
            json.put(name, (String) value);
          }
        });
  }
}

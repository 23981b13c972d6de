package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.sweep.Axis;
import io.tripline.backtest.sweep.Sweep;
import java.util.List;

/** A sweep as it stands in {@code report.json}. */
final class SweepJson {
  private SweepJson() {}

  static void put(SweepResult result, ObjectNode json) {
    Sweep sweep = result.sweep();
    json.put("plan", sweep.plan());
    json.put("file", sweep.file());
    json.put("split", time(result.split()));
    ArrayNode axes = json.putArray("axes");
    sweep.axes().forEach(axis -> put(axis, axes.addObject()));
    ArrayNode points = json.putArray("points");
    result.points().forEach(point -> put(point, points.addObject()));
    ArrayNode refused = json.putArray("refused");
    sweep.refused().forEach(point -> put(point, refused.addObject()));
    ArrayNode sensitivity = json.putArray("sensitivity");
    result.sensitivity().forEach(axis -> put(axis, sensitivity.addObject()));
  }

  private static void put(Axis axis, ObjectNode json) {
    json.put("path", axis.path());
    ArrayNode values = json.putArray("values");
    axis.values().forEach(values::add);
    json.put("written", axis.written());
  }

  private static void put(PointResult point, ObjectNode json) {
    json.put("candidate", point.point().candidate().name());
    put(point.point().at(), json);
    point.whole().put(json.putObject("whole"));
    point.inSample().put(json.putObject("inSample"));
    point.outOfSample().put(json.putObject("outOfSample"));
  }

  private static void put(Sweep.Refused point, ObjectNode json) {
    put(point.at(), json);
    ArrayNode problems = json.putArray("problems");
    point.problems().forEach(problems::add);
  }

  private static void put(List<Integer> at, ObjectNode json) {
    ArrayNode numbers = json.putArray("at");
    at.forEach(numbers::add);
  }

  private static void put(Sensitivity sensitivity, ObjectNode json) {
    json.put("path", sensitivity.path());
    ArrayNode values = json.putArray("values");
    for (Sensitivity.AtValue at : sensitivity.values()) {
      ObjectNode value = values.addObject();
      value.put("value", at.value());
      value.put("points", at.points());
      value.put("fired", at.fired());
      value.put("tripped", at.tripped());
      putCounts("incidents", at.incidents(), value);
      putCounts("falseIncidents", at.falseIncidents(), value);
      putCounts("trips", at.trips(), value);
      putCounts("falseTrips", at.falseTrips(), value);
      putMoney("saved", at.saved(), value);
    }
  }

  private static void putCounts(String name, Sensitivity.Range range, ObjectNode json) {
    if (range == null) {
      json.putNull(name);
    } else {
      json.putObject(name)
          .put("least", range.least())
          .put("median", range.median())
          .put("most", range.most());
    }
  }

  private static void putMoney(String name, Sensitivity.Range range, ObjectNode json) {
    if (range == null) {
      json.putNull(name);
    } else {
      json.putObject(name)
          .put("least", money(range.least()))
          .put("median", money(range.median()))
          .put("most", money(range.most()));
    }
  }
}

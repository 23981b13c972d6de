package io.tripline.backtest.sweep;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.candidate.CandidateFiles;
import io.tripline.backtest.candidate.CandidateFiles.PlanFile;
import io.tripline.history.BadHistoryException;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.Nearest;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.plan.Problem;
import io.tripline.plan.Problems;
import io.tripline.plan.Value;
import io.tripline.plan.YamlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a {@link Sweep} out of a plan file and of what is to be swept. */
public final class SweepReader {
  private final PlanReader plans;

  /**
   * @param currency the one currency, as a code of ISO 4217
   * @param calendars those that plans may name
   */
  public SweepReader(String currency, Calendars calendars) {
    this.plans = new PlanReader(currency, calendars);
  }

  /**
   * Reads a plan file and makes the grid.
   *
   * @param sweeps each {@code PATH=VALUES}
   * @throws BadHistoryException if the plan cannot be used as it stands
   * @throws BadSweepException if a sweep cannot be meant
   */
  public Sweep read(PlanFile file, List<String> sweeps)
      throws BadHistoryException, BadSweepException, IOException {
    PlanReading itself = plans.read(file.text());
    if (!itself.usable()) {
      throw new BadHistoryException(
          String.join(
              System.lineSeparator(), CandidateFiles.errors(itself, file.path().toString())));
    }
    Value document = YamlText.read(file.text(), new Problems());
    Map<String, PlanPath> paths = PlanPaths.of(document);
    Map<Axis, PlanPath> axes = new LinkedHashMap<>();
    for (String sweep : sweeps) {
      Axis axis = axis(sweep, file, document, paths);
      PlanPath path = paths.get(axis.path());
      if (axes.containsValue(path)) {
        throw new BadSweepException("'" + axis.path() + "' is swept twice; sweep it once");
      }
      axes.put(axis, path);
    }
    return grid(file, document, axes);
  }

  private static Axis axis(String sweep, PlanFile file, Value document, Map<String, PlanPath> paths)
      throws BadSweepException {
    // An id may hold an equals sign, values hold none.
    int equals = sweep.lastIndexOf('=');
    if (equals < 1) {
      throw new BadSweepException(
          "'" + sweep + "' sweeps nothing; write PATH=VALUES, such as zombie.for=PT1H..PT8H/PT1H");
    }
    String name = sweep.substring(0, equals).strip();
    PlanPath path = paths.get(name);
    if (path == null) {
      throw new BadSweepException(unknown(name, file, document, paths));
    }
    List<String> values = AxisValues.read(sweep.substring(equals + 1).strip(), Sweep.MOST_POINTS);
    return new Axis(name, values, path.written(document));
  }

  private static String unknown(
      String name, PlanFile file, Value document, Map<String, PlanPath> paths) {
    return "nothing in "
        + file.path()
        + " is called '"
        + name
        + "'"
        + Nearest.suggestion(name, paths.keySet())
        + "; there are"
        + paths.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getValue,
                    Map.Entry::getKey,
                    (one, other) -> one,
                    LinkedHashMap::new))
            .entrySet()
            .stream()
            .map(path -> line(path.getValue(), path.getKey().written(document)))
            .collect(Collectors.joining());
  }

  private static String line(String name, String written) {
    return System.lineSeparator() + "  " + name + (written == null ? "" : "=" + written);
  }

  private Sweep grid(PlanFile file, Value document, Map<Axis, PlanPath> axes)
      throws BadSweepException {
    List<Axis> order = List.copyOf(axes.keySet());
    checkSize(order);
    List<Sweep.Point> points = new ArrayList<>();
    List<Sweep.Refused> refused = new ArrayList<>();
    PointNames names = new PointNames();
    for (List<Integer> at : everyPoint(order)) {
      Value changed = document;
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < order.size(); i++) {
        Axis axis = order.get(i);
        String value = axis.values().get(at.get(i));
        changed = axes.get(axis).with(value, changed);
        parameters.put(axis.path(), value);
      }
      PlanReading reading = plans.read(changed);
      if (reading.usable()) {
        points.add(
            new Sweep.Point(
                at, candidate(points.size(), names.of(parameters), file, reading, parameters)));
      } else {
        refused.add(new Sweep.Refused(at, problems(reading)));
      }
    }
    if (points.isEmpty()) {
      throw new BadSweepException(
          "no point of the sweep is a plan; of the first: "
              + String.join("; ", refused.get(0).problems()));
    }
    return new Sweep(
        file.name(), file.portable(), order, List.copyOf(points), List.copyOf(refused));
  }

  private static Candidate candidate(
      int number, String name, PlanFile file, PlanReading reading, Map<String, String> parameters) {
    return new Candidate(
        number,
        name,
        file.portable(),
        file.sha256(),
        reading.plan(),
        reading.recordedAt(),
        Collections.unmodifiableMap(parameters));
  }

  private static List<String> problems(PlanReading reading) {
    return reading.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(Problem::message)
        .toList();
  }

  private static void checkSize(List<Axis> axes) throws BadSweepException {
    long points = 1;
    for (Axis axis : axes) {
      points *= axis.values().size(); // At most 1,000 times what was at most 1,000 before.
      if (points > Sweep.MOST_POINTS) {
        throw new BadSweepException(
            String.format(
                Locale.ROOT,
                "the grid has more than %,d points (%s); take larger steps, or sweep fewer at once",
                Sweep.MOST_POINTS,
                axes.stream()
                    .map(each -> String.valueOf(each.values().size()))
                    .collect(Collectors.joining(" × "))));
      }
    }
  }

  /** The last axis fastest. */
  private static List<List<Integer>> everyPoint(List<Axis> axes) {
    List<List<Integer>> points = List.of(List.of());
    for (Axis axis : axes) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> point : points) {
        for (int i = 0; i < axis.values().size(); i++) {
          List<Integer> at = new ArrayList<>(point);
          at.add(i);
          longer.add(List.copyOf(at));
        }
      }
      points = longer;
    }
    return points;
  }
}

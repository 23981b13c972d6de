package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;
import static io.tripline.backtest.report.Amounts.value;

import io.tripline.ledger.event.Leaf;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Results as tables, with the names and values of {@code report.json}: what there is of candidates
 * in {@code candidates.csv}, {@code incidents.csv}, {@code leaves.csv} and {@code trips.csv}.
 */
public final class CsvFiles {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Manifest manifest;
  private final List<CandidateResult> results;

  public CsvFiles(Manifest manifest, List<CandidateResult> results) {
    this.manifest = manifest;
    this.results = results;
  }

  /** Writes a line for each candidate. */
  public void candidates(Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      boolean first = true;
      for (CandidateResult result : results) {
        Figures figures = Figures.of(result, manifest.length());
        if (first) {
          csv.printRecord(
              line(
                  List.of("candidate", "serviceId", "planVersion", "parameters", "books"),
                  figures.names()));
          first = false;
        }
        csv.printRecord(
            line(
                List.of(
                    result.candidate().name(),
                    result.candidate().serviceId(),
                    result.candidate().plan().version(),
                    result.candidate().parameters().entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining(" ")),
                    result.trial()),
                figures.values()));
      }
    }
  }

  /** Writes a line for each point of a sweep. */
  public void sweep(SweepResult sweep, Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      boolean first = true;
      for (PointResult point : sweep.points()) {
        if (first) {
          List<Object> names = new ArrayList<>(List.of("candidate"));
          sweep.sweep().axes().forEach(axis -> names.add(axis.path()));
          names.addAll(point.whole().names());
          point.inSample().names().forEach(name -> names.add("inSample." + name));
          point.outOfSample().names().forEach(name -> names.add("outOfSample." + name));
          csv.printRecord(names);
          first = false;
        }
        csv.printRecord(
            line(
                List.of(point.point().candidate().name()),
                point.point().candidate().parameters().values(),
                point.whole().values(),
                point.inSample().values(),
                point.outOfSample().values()));
      }
    }
  }

  /** Writes a line for each incident and trip of each candidate as known then, as known now. */
  public void knownNow(KnownNow knownNow, Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      csv.printRecord("candidate", "kind", "subject", "then", "now", "delayMs");
      for (KnownNow.Compared compared : knownNow.candidates()) {
        String name = compared.candidate().name();
        print(name, "incident", compared.incidents(), Incident::targetId, Incident::openedAt, csv);
        print(name, "trip", compared.trips(), Trip::ruleId, Trip::trippedAt, csv);
      }
    }
  }

  private static <T> void print(
      String candidate,
      String kind,
      List<Pairs.Pair<T>> pairs,
      Function<T, String> subject,
      Function<T, Long> at,
      CSVPrinter csv)
      throws IOException {
    for (Pairs.Pair<T> pair : pairs) {
      csv.printRecord(
          candidate,
          kind,
          subject.apply(pair.then() == null ? pair.now() : pair.then()),
          pair.then() == null ? null : time(at.apply(pair.then())),
          pair.now() == null ? null : time(at.apply(pair.now())),
          pair.delay());
    }
  }

  @SafeVarargs
  private static List<Object> line(Collection<? extends Object>... parts) {
    List<Object> line = new ArrayList<>();
    for (Collection<? extends Object> part : parts) {
      line.addAll(part);
    }
    return line;
  }

  /** Writes a line for each incident of each candidate. */
  public void incidents(Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      csv.printRecord(
          "candidate",
          "serviceId",
          "incidentId",
          "eventId",
          "targetId",
          "metric",
          "window",
          "windowStart",
          "windowEnd",
          "since",
          "openedAt",
          "escalatedAt",
          "resolvedAt",
          "reason",
          "severity",
          "actual",
          "target",
          "excess",
          "worstExcess",
          "falseAlarm",
          "label",
          "headline");
      for (CandidateResult result : results) {
        for (Incident incident : result.incidents()) {
          csv.printRecord(
              result.candidate().name(),
              result.candidate().serviceId(),
              incident.incidentId(),
              incident.eventId(),
              incident.targetId(),
              incident.metric(),
              incident.window(),
              time(incident.windowStart()),
              time(incident.windowEnd()),
              time(incident.since()),
              time(incident.openedAt()),
              time(incident.escalatedAt()),
              time(incident.resolvedAt()),
              incident.reason(),
              incident.severity(),
              value(incident.actual()),
              value(incident.target()),
              value(incident.excess()),
              value(incident.worstExcess()),
              incident.falseAlarm(),
              incident.label(),
              incident.headline());
        }
      }
    }
  }

  /** Writes a line for each trip of each candidate. */
  public void trips(Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      csv.printRecord(
          "candidate",
          "serviceId",
          "eventId",
          "ruleId",
          "action",
          "mode",
          "since",
          "trippedAt",
          "deadline",
          "endedAt",
          "endedBy",
          "recoveredAt",
          "falseAlarm",
          "saved",
          "spend",
          "labor",
          "capacityMs",
          "earned",
          "retainer",
          "label",
          "headline");
      for (CandidateResult result : results) {
        for (Trip trip : result.trips()) {
          csv.printRecord(
              result.candidate().name(),
              result.candidate().serviceId(),
              trip.eventId(),
              trip.ruleId(),
              trip.action(),
              trip.mode(),
              time(trip.since()),
              time(trip.trippedAt()),
              time(trip.deadline()),
              time(trip.endedAt()),
              trip.endedBy(),
              time(trip.recoveredAt()),
              trip.falseAlarm(),
              money(trip.aftermath().saved()),
              money(trip.aftermath().spend()),
              money(trip.aftermath().labor()),
              trip.aftermath().capacity(),
              money(trip.aftermath().earned()),
              money(trip.aftermath().retainer()),
              trip.label(),
              trip.headline());
        }
      }
    }
  }

  /** Writes a line for each leaf of each incident of each candidate. */
  public void leaves(Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      csv.printRecord("candidate", "serviceId", "incidentId", "name", "of", "amount", "unit");
      for (CandidateResult result : results) {
        for (Incident incident : result.incidents()) {
          for (Leaf leaf : incident.leaves()) {
            csv.printRecord(
                result.candidate().name(),
                result.candidate().serviceId(),
                incident.incidentId(),
                leaf.name(),
                leaf.of(),
                Amounts.of(leaf),
                leaf.unit());
          }
        }
      }
    }
  }

  static CSVPrinter printer(Path file) throws IOException {
    Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    return new CSVPrinter(out, FORMAT);
  }
}

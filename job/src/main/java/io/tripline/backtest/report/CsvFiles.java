package io.tripline.backtest.report;

import static io.tripline.backtest.report.Amounts.money;
import static io.tripline.backtest.report.Amounts.time;
import static io.tripline.backtest.report.Amounts.value;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Results as tables: {@code candidates.csv}, {@code incidents.csv} and {@code trips.csv}, with the
 * names and values of {@code report.json}.
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
      csv.printRecord(
          "candidate",
          "serviceId",
          "planVersion",
          "parameters",
          "books",
          "fired",
          "events",
          "eventsPerWeek",
          "incidents",
          "falseIncidents",
          "openAtEnd",
          "warned",
          "trips",
          "falseTrips",
          "firstTrip",
          "saved",
          "evaluatedMs",
          "blindMs",
          "incidentPrecision",
          "incidentRecall",
          "incidentMedianDelayMs",
          "tripPrecision",
          "tripRecall",
          "tripMedianDelayMs");
      for (CandidateResult result : results) {
        print(result, csv);
      }
    }
  }

  private void print(CandidateResult result, CSVPrinter csv) throws IOException {
    Detection incidents = result.incidentDetection();
    Detection trips = result.tripDetection();
    csv.printRecord(
        result.candidate().name(),
        result.candidate().serviceId(),
        result.candidate().plan().version(),
        result.candidate().parameters().entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining(" ")),
        result.trial(),
        result.fired(),
        result.events(),
        Amounts.aWeek(result.events(), manifest.length()),
        result.incidents().size(),
        result.falseIncidents(),
        result.openAtEnd(),
        result.warned(),
        result.trips().size(),
        result.falseTrips(),
        result.trips().isEmpty() ? null : time(result.trips().get(0).trippedAt()),
        money(result.saved()),
        result.evaluated(),
        result.blind(),
        incidents == null ? null : Amounts.part(incidents.trueAlarms(), incidents.alarms()),
        incidents == null ? null : Amounts.part(incidents.detected(), incidents.found().size()),
        incidents == null ? null : incidents.medianDelay(),
        trips == null ? null : Amounts.part(trips.trueAlarms(), trips.alarms()),
        trips == null ? null : Amounts.part(trips.detected(), trips.found().size()),
        trips == null ? null : trips.medianDelay());
  }

  /** Writes a line for each incident of each candidate. */
  public void incidents(Path file) throws IOException {
    try (CSVPrinter csv = printer(file)) {
      csv.printRecord(
          "candidate",
          "serviceId",
          "incidentId",
          "targetId",
          "metric",
          "window",
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
              incident.targetId(),
              incident.metric(),
              incident.window(),
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

  private static CSVPrinter printer(Path file) throws IOException {
    Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    return new CSVPrinter(out, FORMAT);
  }
}

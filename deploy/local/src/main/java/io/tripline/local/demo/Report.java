package io.tripline.local.demo;

import io.tripline.cli.print.Paint;
import io.tripline.cli.print.Say;
import io.tripline.local.story.Onset;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Statement;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceTransition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/**
 * The end of the demo: for each service what was planned and what came of it, when each variance
 * opened and how long after its onset in the story, when the switch tripped, and what was spent
 * since. All of it is computed from what the job said, the onsets apart.
 */
final class Report {
  private static final int NAME_WIDTH = 20;
  private static final int AMOUNT_WIDTH = 16;
  private static final int SUBJECT_WIDTH = 14;

  private final List<ServiceEvent> events;
  private final Map<String, List<Statement>> statements;
  private final List<Onset> onsets;
  private final Ansi ansi;

  Report(
      List<ServiceEvent> events, Collection<Statement> statements, List<Onset> onsets, Ansi ansi) {
    this.events = events;
    this.statements = statements.stream().collect(Collectors.groupingBy(Statement::getServiceId));
    this.onsets = onsets;
    this.ansi = ansi;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<String, Margins> margins = margins();
    table(margins, lines);
    for (String service : margins.keySet()) {
      lines.add("");
      lines.add(Paint.STRONG.on(service, ansi));
      lines.addAll(story(service));
    }
    return lines;
  }

  /** The services' margins, the one that is farthest below its plan first. */
  private Map<String, Margins> margins() {
    Map<String, Margins> unordered = new LinkedHashMap<>();
    statements.forEach((service, of) -> unordered.put(service, Margins.of(of)));
    return unordered.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Margins> e) -> e.getValue().difference())
                .thenComparing(Map.Entry::getKey))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private void table(Map<String, Margins> margins, List<String> lines) {
    lines.add(
        Paint.STRONG.on(
            row("", "planned margin", "actual margin", Say.right("difference", AMOUNT_WIDTH)),
            ansi));
    margins.forEach((service, of) -> lines.add(row(service, of)));
    Margins all = margins.values().stream().reduce(Margins::plus).orElseThrow();
    lines.add("-".repeat(NAME_WIDTH + 3 * AMOUNT_WIDTH));
    lines.add(row("all", all));
  }

  private String row(String name, Margins margins) {
    BigDecimal difference = margins.difference();
    String text = Say.right(Say.signedMoney(difference), AMOUNT_WIDTH);
    return row(
        name,
        Say.money(margins.planned()),
        Say.money(margins.actual()),
        (difference.signum() < 0 ? Paint.LOSS : Paint.GAIN).on(text, ansi));
  }

  private static String row(String name, String planned, String actual, String difference) {
    return Say.left(name, NAME_WIDTH)
        + Say.right(planned, AMOUNT_WIDTH)
        + Say.right(actual, AMOUNT_WIDTH)
        + difference;
  }

  /** A moment of a service's story, and the line that tells of it. */
  private record Moment(Instant at, String line) {}

  private List<String> story(String service) {
    List<Onset> begun = onsets.stream().filter(o -> o.serviceId().equals(service)).toList();
    List<ServiceEvent> said =
        events.stream().filter(e -> e.getServiceId().equals(service)).toList();
    List<Moment> moments = new ArrayList<>();
    begun.forEach(onset -> moments.add(new Moment(onset.at(), onset.what())));
    incidents(said).values().forEach(incident -> moments.add(incident(incident, begun)));
    switches(said).forEach((rule, moves) -> moments.addAll(trips(rule, moves, begun)));
    if (said.isEmpty()) {
      return List.of("  " + Paint.RELIEF.on("not a single event", ansi));
    }
    return moments.stream()
        .sorted(Comparator.comparing(Moment::at))
        .map(moment -> "  " + Say.minute(moment.at()) + "  " + moment.line())
        .toList();
  }

  private static Map<String, List<ServiceEvent>> incidents(List<ServiceEvent> events) {
    return events.stream()
        .filter(event -> event.getBody() instanceof Variance)
        .collect(
            Collectors.groupingBy(
                event -> ((Variance) event.getBody()).getIncidentId(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static Moment incident(List<ServiceEvent> incident, List<Onset> begun) {
    ServiceEvent latest = incident.get(incident.size() - 1);
    Variance variance = (Variance) latest.getBody();
    Instant opened = variance.getOpenedAt();
    String line =
        "%s opened %s, %s%s"
            .formatted(
                Say.left(variance.getTargetId(), SUBJECT_WIDTH),
                delay(opened, begun),
                variance.getSeverity().name().toLowerCase(Locale.ROOT),
                end(variance, Duration.between(opened, latest.getAsOf())));
    return new Moment(opened, line);
  }

  private static String end(Variance variance, Duration open) {
    if (variance.getTransition() != VarianceTransition.RESOLVED) {
      return ", still open";
    }
    String why =
        variance.getReason() == null
            ? ""
            : ", the plan was " + variance.getReason().name().toLowerCase(Locale.ROOT);
    return ", over after " + Say.duration(open) + why;
  }

  private static Map<String, List<ServiceEvent>> switches(List<ServiceEvent> events) {
    return events.stream()
        .filter(event -> event.getBody() instanceof KillSwitch)
        .collect(
            Collectors.groupingBy(
                event -> ((KillSwitch) event.getBody()).getRuleId(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private List<Moment> trips(String rule, List<ServiceEvent> moves, List<Onset> begun) {
    return moves.stream()
        .filter(move -> transition(move) == KillSwitchTransition.TRIPPED)
        .map(
            move ->
                new Moment(
                    move.getAsOf(),
                    "%s %s %s; %s"
                        .formatted(
                            Say.left(rule, SUBJECT_WIDTH),
                            Paint.TRIP.on("tripped", ansi),
                            delay(move.getAsOf(), begun),
                            spentSince(move.getAsOf(), moves))))
        .toList();
  }

  private static KillSwitchTransition transition(ServiceEvent move) {
    return ((KillSwitch) move.getBody()).getTransition();
  }

  /** By the last overrun that was announced of this trip. */
  private static String spentSince(Instant trip, List<ServiceEvent> moves) {
    return moves.stream()
        .filter(move -> ((KillSwitch) move.getBody()).getCost() != null)
        .filter(move -> trip.equals(((KillSwitch) move.getBody()).getTrippedAt()))
        .reduce((earlier, later) -> later)
        .map(
            move ->
                Say.money(((KillSwitch) move.getBody()).getCost().getSinceTrip())
                    + " spent since, until "
                    + Say.minute(move.getAsOf()))
        .orElse("nothing spent since");
  }

  private static String delay(Instant event, List<Onset> begun) {
    return begun.stream()
        .filter(onset -> !onset.at().isAfter(event))
        .reduce((earlier, later) -> later)
        .map(onset -> Say.duration(Duration.between(onset.at(), event)) + " after it began")
        .orElse("for no reason that the story knows");
  }
}

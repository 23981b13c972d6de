package io.tripline.cli.print;

import io.tripline.ledger.plan.Metric;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceTransition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** An event as a person reads it: when, what, of which service; then the headline and why. */
public final class EventPrinter {
  /** Metrics of built-in targets, which no plan knows. */
  private static final String UNPLANNED = "unplanned";

  private static final String SILENCE = "silence";

  private static final int TAG_WIDTH = 18;
  private static final int TEXT_WIDTH = 92;

  private final Ansi ansi;
  private final Reasons reasons;

  /**
   * @param ansi whether there is colour
   */
  public EventPrinter(Ansi ansi) {
    this.ansi = ansi;
    this.reasons = new Reasons(ansi);
  }

  /** The lines to print; what only says that something goes on is a single one. */
  public List<String> lines(ServiceEvent event) {
    return event.getBody() instanceof Variance variance
        ? variance(event, variance)
        : killSwitch(event, (KillSwitch) event.getBody());
  }

  private List<String> variance(ServiceEvent event, Variance variance) {
    String subject = event.getServiceId() + " / " + variance.getTargetId();
    if (variance.getTransition() == VarianceTransition.UPDATED) {
      return goesOn(event.getAsOf(), "still open", subject, figures(variance));
    }
    boolean over = variance.getTransition() == VarianceTransition.RESOLVED;
    String severity = over ? "" : " " + variance.getSeverity().name().toLowerCase(Locale.ROOT);
    List<String> lines =
        block(
            event.getAsOf(),
            variance.getTransition() + severity,
            paint(variance, over),
            subject,
            variance.getHeadline());
    if (!over) {
      lines.addAll(reasons.of(variance));
    }
    return lines;
  }

  private static Paint paint(Variance variance, boolean over) {
    if (over) {
      return Paint.RELIEF;
    }
    return switch (variance.getSeverity()) {
      case WARNING -> Paint.CAUTION;
      case CRITICAL -> Paint.ALARM;
    };
  }

  private static String figures(Variance variance) {
    String metric = variance.getMetric();
    return switch (metric) {
      case UNPLANNED -> "cost of " + Say.money(variance.getActual());
      case SILENCE -> "silent for " + duration(variance.getActual());
      default ->
          "%s %s, target %s"
              .formatted(
                  metric.replace('_', ' '),
                  figure(metric, variance.getActual()),
                  figure(metric, variance.getTarget()));
    };
  }

  /** A later version of the job may know metrics that this one does not. */
  private static String figure(String metric, BigDecimal value) {
    return Arrays.stream(Metric.values())
        .filter(known -> known.label().equals(metric))
        .findFirst()
        .map(known -> figure(known.scale(), value))
        .orElseGet(() -> value.stripTrailingZeros().toPlainString());
  }

  private static String figure(Metric.Scale scale, BigDecimal value) {
    return switch (scale) {
      case MONEY -> Say.money(value);
      case RATIO -> Say.percent(value);
      case COUNT -> value.setScale(2, RoundingMode.HALF_UP).toPlainString();
      case DURATION -> duration(value);
    };
  }

  private static String duration(BigDecimal millis) {
    return Say.duration(Duration.ofMillis(millis.longValue()));
  }

  private List<String> killSwitch(ServiceEvent event, KillSwitch killSwitch) {
    String subject = event.getServiceId() + " / " + killSwitch.getRuleId();
    if (killSwitch.getTransition() == KillSwitchTransition.OVERRUN) {
      String spent =
          "%s spent in 24 hours, %s since it tripped"
              .formatted(
                  Say.money(killSwitch.getCost().getDay()),
                  Say.money(killSwitch.getCost().getSinceTrip()));
      return goesOn(event.getAsOf(), "overrun", subject, spent);
    }
    return block(
        event.getAsOf(),
        killSwitch.getTransition().name().replace('_', ' '),
        paint(killSwitch.getTransition()),
        subject,
        killSwitch.getHeadline());
  }

  private static Paint paint(KillSwitchTransition transition) {
    return switch (transition) {
      case TRIPPED -> Paint.TRIP;
      case STANDING, COMMAND_REJECTED, OVERRUN -> Paint.ALARM;
      case WARNED, OVERRIDDEN -> Paint.CAUTION;
      case CONFIRMED, STOOD_DOWN, OVERRIDE_ENDED, REARMED -> Paint.RELIEF;
    };
  }

  private List<String> goesOn(Instant time, String tag, String subject, String figures) {
    String line =
        Say.minute(time) + "  " + Say.left(tag, TAG_WIDTH) + "  " + subject + "  " + figures;
    return List.of(Paint.FAINT.on(line, ansi));
  }

  private List<String> block(
      Instant time, String tag, Paint paint, String subject, String headline) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        Say.minute(time)
            + "  "
            + paint.on(tag, ansi)
            + " ".repeat(Math.max(0, TAG_WIDTH - tag.length()))
            + "  "
            + Paint.STRONG.on(subject, ansi));
    Say.wrapped(headline, TEXT_WIDTH).forEach(line -> lines.add("    " + line));
    return lines;
  }
}

package io.tripline.local.demo;

import io.tripline.cli.print.EventPrinter;
import io.tripline.cli.print.Paint;
import io.tripline.cli.print.Say;
import io.tripline.ledger.admission.Outcome;
import io.tripline.local.story.Story;
import io.tripline.schemas.avro.ServiceEvent;
import java.io.PrintWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Help.Ansi;

/** A demo on a terminal: what is printed, in the order in which it is. */
final class Session {
  private static final double MILLIS_PER_SECOND = 1000;

  private final Demo demo;
  private final Story story;
  private final Ansi ansi;
  private final PrintWriter out;
  private final EventPrinter printer;

  private LocalDate week;

  Session(Demo demo, Story story, Ansi ansi, PrintWriter out) {
    this.demo = demo;
    this.story = story;
    this.ansi = ansi;
    this.out = out;
    this.printer = new EventPrinter(ansi);
  }

  /**
   * Plays the story and reports on it.
   *
   * @param speed known time per second
   * @param keep whether to wait for {@code stop} afterwards
   */
  void run(Duration speed, boolean keep, CountDownLatch stop) throws Exception {
    greet(speed);
    Harvest harvest = demo.play(speed.toMillis() / MILLIS_PER_SECOND, this::say, this::mark);
    report(harvest);
    if (keep) {
      stay();
      stop.await();
    }
  }

  private void greet(Duration speed) throws Exception {
    long services = story.facts().stream().map(told -> told.serviceId()).distinct().count();
    print("Broker at %s, web UI at %s".formatted(demo.bootstrapServers(), demo.webInterface()));
    print(
        "%d services from %s to %s, %s a second; all times UTC, all money USD."
            .formatted(
                services, Say.date(story.from()), Say.date(story.to()), Say.duration(speed)));
    flush();
  }

  private void say(ServiceEvent event) {
    printer.lines(event).forEach(this::print);
    flush();
  }

  /** Says when a week begins, so that silence is seen to be silence. */
  private void mark(Instant knownTime) {
    LocalDate monday =
        knownTime
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    boolean inStory = !knownTime.isAfter(story.to().minusSeconds(1));
    if (inStory && (week == null || monday.isAfter(week))) {
      week = monday;
      print("");
      print(
          Paint.FAINT.on(
              "---- week of " + Say.date(monday.atStartOfDay().toInstant(ZoneOffset.UTC)) + " ----",
              ansi));
      flush();
    }
  }

  private void report(Harvest harvest) throws Exception {
    print("");
    print(Paint.STRONG.on("What it came to", ansi));
    print("");
    new Report(harvest.events(), harvest.statements(), story.onsets(), ansi)
        .lines()
        .forEach(this::print);
    Demo.Outcomes outcomes = demo.outcomes();
    print("");
    print(
        "%,d facts: %,d applied, %,d late, %,d duplicate, %,d refused; %,d events, %,d statements."
            .formatted(
                outcomes.sent(),
                outcomes.of(Outcome.APPLIED),
                outcomes.of(Outcome.LATE),
                outcomes.of(Outcome.DUPLICATE),
                outcomes.of(Outcome.REFUSED),
                harvest.events().size(),
                harvest.statements().size()));
    flush();
  }

  private void stay() throws Exception {
    print("");
    print("All of it stays up until you press Ctrl-C:");
    print("  web UI             " + demo.webInterface());
    print("  bootstrap servers  " + demo.bootstrapServers());
    flush();
  }

  private void print(String line) {
    out.println(line);
  }

  private void flush() {
    out.flush();
  }
}

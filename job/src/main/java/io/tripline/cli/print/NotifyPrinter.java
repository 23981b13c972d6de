package io.tripline.cli.print;

import io.tripline.notify.alert.Notice;
import io.tripline.notify.delivery.Outcome;
import io.tripline.notify.journal.Journal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints what the notifier does, a line each, and in the end how often it did what. */
public final class NotifyPrinter implements Journal {
  private static final int RECEIVER_WIDTH = 16;

  private final PrintWriter out;
  private final Map<String, Counts> counts = new TreeMap<>();

  private static final class Counts {
    private long delivered;
    private long refused;
    private long unreadable;
    private long passedOver;
    private long failures;
    private long resent;
    private boolean blocked;
  }

  /**
   * @param out where to
   */
  public NotifyPrinter(PrintWriter out) {
    this.out = out;
  }

  /** Says where metrics are to be had. */
  public synchronized void listening(int port) {
    print("metrics", "/metrics and /-/healthy on port " + port);
  }

  @Override
  public synchronized void delivered(String receiver, Notice notice) {
    Counts of = of(receiver);
    of.delivered++;
    of.blocked = false;
    print(receiver, "told " + described(notice));
  }

  @Override
  public synchronized void refused(String receiver, Notice notice, Outcome outcome) {
    of(receiver).refused++;
    print(
        receiver, "REFUSED (%s), kept as a dead letter: %s".formatted(outcome, described(notice)));
  }

  @Override
  public synchronized void unreadable(String receiver, String place, String why) {
    of(receiver).unreadable++;
    print(receiver, "UNREADABLE, kept as a dead letter: %s: %s".formatted(place, why));
  }

  @Override
  public synchronized void passedOver(String receiver, Notice notice) {
    of(receiver).passedOver++;
  }

  @Override
  public synchronized void waiting(String receiver, String why, int failures, Duration pause) {
    Counts of = of(receiver);
    of.failures++;
    of.blocked = true;
    print(
        receiver,
        "NOT TOLD (%s), trying again in %.1f s, failed %d times in a row"
            .formatted(why, pause.toMillis() / 1000.0, failures));
  }

  @Override
  public synchronized void resent(String receiver, int messages) {
    Counts of = of(receiver);
    of.resent += messages;
    if (of.blocked) {
      of.blocked = false;
      print(receiver, "can be told again");
    }
  }

  @Override
  public void stands(String receiver, int open, long behind, Duration blocked) {}

  /** Prints how often what was done. */
  public synchronized void end() {
    counts.forEach(
        (receiver, of) ->
            print(
                receiver,
                ("%d events told, %d not meant or heard before, %d refused, %d unreadable; failed"
                        + " %d times; sent what was open again %d times")
                    .formatted(
                        of.delivered,
                        of.passedOver,
                        of.refused,
                        of.unreadable,
                        of.failures,
                        of.resent)));
  }

  private Counts of(String receiver) {
    return counts.computeIfAbsent(receiver, name -> new Counts());
  }

  private static String described(Notice notice) {
    return "%s  %s %s  %s / %s  %s"
        .formatted(
            Say.minute(notice.event().getAsOf()),
            notice.transition(),
            notice.severity().name().toLowerCase(Locale.ROOT),
            notice.service(),
            notice.subject(),
            notice.key());
  }

  private void print(String receiver, String what) {
    out.println(Say.left(receiver, RECEIVER_WIDTH) + "  " + what);
    out.flush();
  }
}

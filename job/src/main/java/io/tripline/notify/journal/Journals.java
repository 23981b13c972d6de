package io.tripline.notify.journal;

import io.tripline.notify.alert.Notice;
import io.tripline.notify.delivery.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several journals as one.
 *
 * @param all told everything, in this order
 */
public record Journals(List<Journal> all) implements Journal {
  public Journals {
    all = List.copyOf(all);
  }

  @Override
  public void delivered(String receiver, Notice notice) {
    each(journal -> journal.delivered(receiver, notice));
  }

  @Override
  public void refused(String receiver, Notice notice, Outcome outcome) {
    each(journal -> journal.refused(receiver, notice, outcome));
  }

  @Override
  public void unreadable(String receiver, String place, String why) {
    each(journal -> journal.unreadable(receiver, place, why));
  }

  @Override
  public void passedOver(String receiver, Notice notice) {
    each(journal -> journal.passedOver(receiver, notice));
  }

  @Override
  public void waiting(String receiver, String why, int failures, Duration pause) {
    each(journal -> journal.waiting(receiver, why, failures, pause));
  }

  @Override
  public void resent(String receiver, int messages) {
    each(journal -> journal.resent(receiver, messages));
  }

  @Override
  public void stands(String receiver, int open, long behind, Duration blocked) {
    each(journal -> journal.stands(receiver, open, behind, blocked));
  }

  private void each(Consumer<Journal> what) {
    all.forEach(what);
  }
}

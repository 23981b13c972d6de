package io.tripline.local.story;

import static java.time.DayOfWeek.MONDAY;

import io.tripline.schemas.avro.Decision;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The overloaded service. After a bad release its incidents triple; its people work into the
 * evening, tickets lie about between two teams, customers send back what was patched in haste. Help
 * comes, from where nobody was asked.
 */
final class LegacySupport {
  static final String ID = "legacy-support";

  private static final String FIRST_LINE = "first-line";
  private static final String EXPERTS = "experts";
  private static final List<Person> TEAM =
      List.of(
          new Person("gus", "support-engineer", "60"),
          new Person("hana", "support-engineer", "60"),
          new Person("ivan", "support-engineer", "60"),
          new Person("jo", "support-engineer", "60"));
  private static final int INCIDENTS_A_DAY = 8;
  private static final int INCIDENTS_A_BAD_DAY = 22;

  private final Narrator narrator;
  private final Instant release;
  private final List<Incident> incidents = new ArrayList<>();

  private record Incident(Ticket ticket, Instant opened) {}

  LegacySupport(Narrator narrator) {
    this.narrator = narrator;
    this.release = narrator.about(Diary.at(3, MONDAY, "09:30"), Duration.ofMinutes(15));
  }

  void tell() {
    narrator.onset(release, "a bad release triples the incidents");
    TEAM.forEach(person -> narrator.allocate(person, Diary.start()));
    for (int week = 1; week <= Diary.WEEKS; week++) {
      for (int day = 1; day <= Diary.DAYS_A_WEEK; day++) {
        incidentsOf(week, DayOfWeek.of(day));
      }
    }
    incidents.sort(Comparator.comparing(Incident::opened));
    TEAM.forEach(
        person -> Team.sessions(person, Diary.start(), Diary.end(), this::burning, narrator));
    evenings();
    Bills bills = new Bills(narrator);
    bills.cloud("1200", Diary.start(), Diary.end());
    bills.software("300", Diary.end());
  }

  /** Somebody of another service works here from then on; once that is over, for good. */
  void takeIn(Person person, Instant from, Instant transfer) {
    Team.sessions(person, from, Diary.end(), this::burning, narrator);
    narrator.allocate(person, transfer, null, transfer.minus(Duration.ofMinutes(1)));
  }

  private boolean bad(Instant time) {
    return time.isAfter(release);
  }

  private void incidentsOf(int week, DayOfWeek day) {
    Instant opening = Diary.opening(week, day);
    boolean bad = bad(opening.plus(Duration.ofHours(1)));
    int count = bad ? INCIDENTS_A_BAD_DAY : INCIDENTS_A_DAY;
    Duration pace = Duration.ofHours(Diary.HOURS_A_DAY).dividedBy(count);
    for (int i = 0; i < count; i++) {
      incident(opening.plus(pace.multipliedBy(i)).plus(narrator.upTo(pace)));
    }
  }

  private void incident(Instant at) {
    boolean bad = bad(at);
    Ticket ticket = narrator.open("INCIDENT", at);
    incidents.add(new Incident(ticket, at));
    Instant resolved = at.plus(narrator.between(Duration.ofMinutes(20), Duration.ofMinutes(80)));
    if (narrator.happens(bad ? 60 : 15)) {
      narrator.handOff(ticket, resolved, FIRST_LINE, EXPERTS);
      resolved =
          resolved.plus(
              bad
                  ? narrator.between(Duration.ofHours(3), Duration.ofHours(20))
                  : narrator.between(Duration.ofMinutes(5), Duration.ofMinutes(30)));
    }
    narrator.resolve(ticket, resolved, null);
    Decision decision = narrator.happens(bad ? 35 : 6) ? Decision.DECLINED : Decision.ACCEPTED;
    narrator.decide(
        ticket,
        resolved.plus(narrator.between(Duration.ofMinutes(30), Duration.ofHours(5))),
        decision);
  }

  /** The incident that came last. */
  private Ticket burning(Instant at) {
    Ticket burning = incidents.get(0).ticket();
    for (Incident incident : incidents) {
      if (incident.opened().isAfter(at)) {
        return burning;
      }
      burning = incident.ticket();
    }
    return burning;
  }

  private void evenings() {
    for (int week = 3; week <= Diary.WEEKS; week++) {
      for (int day = 1; day < Diary.DAYS_A_WEEK; day++) {
        Instant closing = Diary.closing(week, DayOfWeek.of(day));
        if (bad(closing)) {
          TEAM.forEach(person -> evening(person, closing));
        }
      }
    }
  }

  private void evening(Person person, Instant closing) {
    Instant end = closing.plus(narrator.between(Duration.ofMinutes(80), Duration.ofMinutes(170)));
    narrator.logged(person, burning(closing), closing, end);
  }
}

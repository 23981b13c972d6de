package io.tripline.local.story;

import io.tripline.schemas.avro.Decision;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What a team's weeks are made of when nothing special happens: tickets that are delivered one by
 * one at an even pace, and people who work on them from nine to five.
 */
final class Team {
  private static final Duration SHORTEST_SESSION = Duration.ofMinutes(50);
  private static final Duration LONGEST_SESSION = Duration.ofMinutes(150);
  private static final Duration LONGEST_BREAK = Duration.ofMinutes(6);

  private final Narrator narrator;
  private final List<Person> people;
  private final List<Delivery> deliveries = new ArrayList<>();

  private record Delivery(Ticket ticket, Instant at) {}

  Team(Narrator narrator, List<Person> people) {
    this.narrator = narrator;
    this.people = people;
  }

  List<Person> people() {
    return people;
  }

  /** Everybody is allocated from then on. */
  void allocate(Instant start) {
    people.forEach(person -> narrator.allocate(person, start));
  }

  /**
   * Delivers so many tickets in each of these weeks, at an even pace, each a little early or late.
   *
   * @param until nothing is delivered from then on
   * @param billed what each is billed by its time, or null where the plan's value counts
   */
  void deliver(
      String type,
      int perWeek,
      Duration jitter,
      Instant until,
      Function<Instant, BigDecimal> billed) {
    Duration pace = Duration.ofHours(Diary.DAYS_A_WEEK * Diary.HOURS_A_DAY).dividedBy(perWeek);
    for (int week = 1; week <= Diary.WEEKS; week++) {
      for (int i = 0; i < perWeek; i++) {
        Instant due = Diary.afterWorking(week, pace.multipliedBy(i).plus(pace.dividedBy(2)));
        Instant at = narrator.about(due, jitter);
        if (at.isBefore(until)) {
          deliver(type, at, billed.apply(at));
        }
      }
    }
    deliveries.sort(Comparator.comparing(Delivery::at));
  }

  private void deliver(String type, Instant at, BigDecimal billed) {
    Instant opened = at.minus(narrator.between(Duration.ofHours(30), Duration.ofHours(50)));
    Ticket ticket = narrator.open(type, later(opened, Diary.start().plus(Duration.ofHours(9))));
    narrator.resolve(ticket, at, billed);
    Instant decided = at.plus(narrator.between(Duration.ofHours(2), Duration.ofHours(20)));
    narrator.decide(ticket, decided, Decision.ACCEPTED);
    deliveries.add(new Delivery(ticket, at));
  }

  /** Everybody works every working day of the story, on what is to be delivered next. */
  void work() {
    for (Person person : people) {
      work(person, Diary.start(), Diary.end());
    }
  }

  /** Works from nine to five on the days of this time, and only within it. */
  void work(Person person, Instant from, Instant to) {
    sessions(person, from, to, start -> toDo(person, start), narrator);
  }

  /**
   * Works in sessions from nine to five, within a time, on whatever tickets come.
   *
   * @param tickets the ticket to work on by the session's start
   * @param teller the narrator of the tickets' service
   */
  static void sessions(
      Person person, Instant from, Instant to, Function<Instant, Ticket> tickets, Narrator teller) {
    for (int week = 1; week <= Diary.WEEKS; week++) {
      for (int day = 1; day <= Diary.DAYS_A_WEEK; day++) {
        Instant start = later(Diary.opening(week, DayOfWeek.of(day)), from);
        Instant end = earlier(Diary.closing(week, DayOfWeek.of(day)), to);
        daySessions(person, start, end, tickets, teller);
      }
    }
  }

  private static void daySessions(
      Person person, Instant from, Instant to, Function<Instant, Ticket> tickets, Narrator teller) {
    Instant start = from.plus(teller.upTo(LONGEST_BREAK));
    while (start.isBefore(to)) {
      Instant end = earlier(start.plus(teller.between(SHORTEST_SESSION, LONGEST_SESSION)), to);
      teller.inProgress(person, tickets.apply(start), start, end);
      start = end.plusSeconds(60).plus(teller.upTo(LONGEST_BREAK));
    }
  }

  /** Neighbours at the table have different tickets before them, each one that is not done yet. */
  private Ticket toDo(Person person, Instant at) {
    List<Delivery> left = deliveries.stream().filter(d -> d.at().isAfter(at)).toList();
    List<Delivery> choice = left.isEmpty() ? deliveries : left;
    return choice.get(people.indexOf(person) % choice.size()).ticket();
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

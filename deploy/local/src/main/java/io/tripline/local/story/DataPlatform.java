package io.tripline.local.story;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import io.tripline.schemas.avro.CommandAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The loss-making service: it sells below its price list, and what the cloud costs it is known days
 * late. Its switch trips; the CFO overrides it for a week, and it trips anew.
 */
final class DataPlatform {
  static final String ID = "data-platform";

  private static final String RULE = "bleeding";
  private static final List<Person> TEAM =
      List.of(
          new Person("omar", "data-engineer", "85"),
          new Person("petra", "data-engineer", "85"),
          new Person("quinn", "data-engineer", "85"),
          new Person("rosa", "data-engineer", "85"),
          new Person("sven", "data-engineer", "85"));
  private static final BigDecimal LIST_PRICE = new BigDecimal("1500");
  private static final BigDecimal DISCOUNTED = new BigDecimal("1050");
  private static final BigDecimal CLOUD_PER_WEEK = new BigDecimal("5000");
  private static final BigDecimal CLOUD_AFTER = new BigDecimal("9000");

  private DataPlatform() {}

  static void tell(Narrator narrator) {
    Instant discount = narrator.about(Diary.at(2, WEDNESDAY, "09:00"), Duration.ofMinutes(10));
    narrator.onset(discount, "a discount nobody planned for, and a cloud bill that comes late");
    Team team = new Team(narrator, TEAM);
    team.allocate(Diary.start());
    team.deliver(
        "DATASET",
        18,
        Duration.ofMinutes(30),
        Diary.end(),
        at -> narrator.about(at.isBefore(discount) ? LIST_PRICE : DISCOUNTED, 2));
    team.work();
    new Bills(narrator)
        .cloud(
            Duration.ofDays(1),
            Duration.ofDays(4).plusHours(11),
            Diary.start(),
            Diary.end(),
            start -> start.isBefore(discount) ? CLOUD_PER_WEEK : CLOUD_AFTER);
    board(narrator);
  }

  private static void board(Narrator narrator) {
    narrator.command(
        RULE,
        CommandAction.OVERRIDE,
        Diary.at(4, FRIDAY, "12:00"),
        "head-of-data",
        Diary.at(3, THURSDAY, "15:10"),
        "we are nearly there");
    narrator.command(
        RULE,
        CommandAction.OVERRIDE,
        Diary.at(4, FRIDAY, "12:00"),
        "cfo",
        Diary.at(3, FRIDAY, "10:00"),
        "price rise agreed with the customer, due next week");
  }
}

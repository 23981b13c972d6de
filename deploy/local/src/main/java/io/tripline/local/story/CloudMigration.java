package io.tripline.local.story;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.ReportedStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The zombie. Six senior architects; three of them are quietly pulled into firefighting elsewhere.
 * The other three cannot finish without them, so nothing is delivered any more, while the status
 * report stays green and the money runs on. In the end the CFO confirms what the switch said long
 * ago, and the plan is closed.
 */
final class CloudMigration {
  static final String ID = "cloud-migration";

  private static final String ROLE = "senior-architect";
  private static final List<Person> PULLED =
      List.of(
          new Person("boris", ROLE, "120"),
          new Person("dalia", ROLE, "120"),
          new Person("farah", ROLE, "120"));
  private static final List<Person> LEFT =
      List.of(
          new Person("amara", ROLE, "120"),
          new Person("chen", ROLE, "120"),
          new Person("emil", ROLE, "120"));

  private CloudMigration() {}

  /** When the three are pulled away. */
  static Instant diversion(Narrator narrator) {
    return narrator.about(Diary.at(3, TUESDAY, "10:20"), Duration.ofMinutes(10));
  }

  /** When the plan is closed, and the three belong where they have been working for long. */
  static Instant closure() {
    return Diary.at(5, WEDNESDAY, "17:00");
  }

  static void tell(Narrator narrator, LegacySupport elsewhere) {
    Instant pulled = diversion(narrator);
    narrator.onset(pulled, "three of six architects are quietly pulled into firefighting");
    Team team =
        new Team(
            narrator,
            List.of(
                LEFT.get(0),
                PULLED.get(0),
                LEFT.get(1),
                PULLED.get(1),
                LEFT.get(2),
                PULLED.get(2)));
    team.people().forEach(person -> narrator.allocate(person, Diary.start()));
    team.deliver(
        "ASSESSMENT", 6, Duration.ofMinutes(20), pulled.plus(Duration.ofHours(6)), at -> null);
    LEFT.forEach(person -> team.work(person, Diary.start(), closure()));
    PULLED.forEach(person -> team.work(person, Diary.start(), pulled));
    PULLED.forEach(person -> elsewhere.takeIn(person, pulled, closure()));
    Bills bills = new Bills(narrator);
    bills.cloud("2500", Diary.start(), closure());
    bills.software("400", closure());
    pretendAllIsWell(narrator);
    end(narrator, team);
  }

  private static void pretendAllIsWell(Narrator narrator) {
    for (int week = 1; week <= Diary.WEEKS; week++) {
      Instant monday = narrator.about(Diary.at(week, MONDAY, "12:00"), Duration.ofMinutes(20));
      Instant thursday = narrator.about(Diary.at(week, THURSDAY, "12:00"), Duration.ofMinutes(20));
      narrator.status(ReportedStatus.GREEN, monday);
      if (thursday.isBefore(closure())) {
        narrator.status(ReportedStatus.GREEN, thursday);
      }
    }
  }

  private static void end(Narrator narrator, Team team) {
    narrator.command(
        "zombie",
        CommandAction.CONFIRM,
        null,
        "cfo",
        Diary.at(5, MONDAY, "15:30"),
        "nothing delivered for two weeks; wind it down");
    Instant said = closure().minus(Duration.ofMinutes(2));
    team.people().forEach(person -> narrator.allocate(person, Diary.start(), closure(), said));
    narrator.closePlan(said, "defunded");
  }
}

package io.tripline.local.story;

import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import io.tripline.schemas.avro.CostCategory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The service with nothing wrong but its data: its tickets fall silent for a day, and a bill has a
 * slipped decimal point, which is put right by a credit.
 */
final class IdentityPlatform {
  static final String ID = "identity-platform";

  private static final List<Person> TEAM =
      List.of(
          new Person("tala", "engineer", "80"),
          new Person("umar", "engineer", "80"),
          new Person("vera", "engineer", "80"));
  private static final String CLOUD_PER_WEEK = "1500";
  private static final BigDecimal SLIP = new BigDecimal("99");
  private static final Duration BILLED = Duration.ofHours(6);

  private IdentityPlatform() {}

  static void tell(Narrator narrator) {
    tellOfSilence(narrator);
    Team team = new Team(narrator, TEAM);
    team.allocate(Diary.start());
    team.deliver("INTEGRATION", 12, Duration.ofMinutes(45), Diary.end(), at -> null);
    team.work();
    new Bills(narrator).cloud(CLOUD_PER_WEEK, Diary.start(), Diary.end());
    tellOfSlip(narrator);
  }

  private static void tellOfSilence(Narrator narrator) {
    Instant broken = narrator.about(Diary.at(2, WEDNESDAY, "11:00"), Duration.ofMinutes(20));
    narrator.ticketOutage(broken, Diary.at(2, THURSDAY, "12:30"));
    narrator.onset(broken, "the ticket system's export breaks");
  }

  private static void tellOfSlip(Narrator narrator) {
    Instant end = Diary.at(4, TUESDAY, "12:00");
    Instant start = end.minus(BILLED);
    Instant known = narrator.about(Diary.at(4, TUESDAY, "12:40"), Duration.ofMinutes(5));
    BigDecimal slip =
        Bills.share(new BigDecimal(CLOUD_PER_WEEK), BILLED)
            .multiply(SLIP)
            .setScale(2, java.math.RoundingMode.HALF_UP);
    narrator.onset(known, "a decimal point slips in a cloud bill");
    narrator.bill(CostCategory.CLOUD, slip, start, end, known, "usage, misread");
    narrator.bill(
        CostCategory.CLOUD,
        slip.negate(),
        start,
        end,
        narrator.about(Diary.at(4, TUESDAY, "15:10"), Duration.ofMinutes(10)),
        "correction of a misread usage");
  }
}

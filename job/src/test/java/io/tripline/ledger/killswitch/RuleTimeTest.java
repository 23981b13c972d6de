package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the time to certify a trip has passed. */
class RuleTimeTest {
  @ParameterizedTest
  @CsvSource({
    // within a day, and from Friday over the weekend
    "office, 01-05 10:00, PT2H, 01-05 12:00",
    "office, 01-05 10:00, PT7H, 01-05 17:00",
    "office, 01-05 10:00, PT7H5M, 01-06 09:05",
    "office, 01-09 16:00, PT1H, 01-09 17:00",
    "office, 01-09 16:00, PT2H, 01-12 10:00",
    "office, 01-09 16:00, PT16H, 01-13 16:00",
    "office, 01-09 17:00, PT5M, 01-12 09:05",
    // parts of a slice count as a whole one
    "office, 01-05 10:00, PT1S, 01-05 10:05",
    "office, 01-05 10:00, PT5M1S, 01-05 10:10",
    "office, 01-05 10:00, PT0S, 01-05 10:00",
    // 19 January is a holiday in New York; from 8 March on its clocks are an hour earlier
    "new-york, 01-16 21:00, PT2H, 01-20 15:00",
    "new-york, 03-06 21:00, PT2H, 03-09 14:00",
    // on 29 March there is no 02:00 to 03:00 in Berlin, on 25 October there are two
    "berlin-night, 03-28 02:00, PT2H, 03-29 01:00",
    "berlin-night, 03-28 02:00, PT4H, 03-30 00:00",
    "berlin-night, 10-24 01:00, PT1H, 10-24 02:00",
    "berlin-night, 10-24 01:00, PT5H, 10-25 03:00",
    "berlin-night, 10-24 01:00, PT5H5M, 10-26 00:05",
    "always, 01-09 16:00, PT16H, 01-10 08:00",
  })
  void countsWorkingTimeOfThePlan(
      String calendar, String trip, Duration certifyWithin, String deadline) {
    RuleDraft rule = RuleDraft.of("zombie").lasting(Duration.ZERO).inWorkingTime();

    assertThat(deadline(rule.certifyWithin(certifyWithin), calendar, trip))
        .isEqualTo(Stage.instant(deadline));
  }

  @Test
  void countsAllTimeForARuleOfAllTime() {
    RuleDraft rule = RuleDraft.of("zombie").lasting(Duration.ZERO);

    assertThat(deadline(rule.certifyWithin(Duration.ofHours(16)), "office", "01-09 16:00"))
        .isEqualTo(Stage.instant("01-10 08:00"));
  }

  @Test
  void thereIsNoneIfTheRuleSetsNone() {
    assertThat(deadline(RuleDraft.of("zombie").lasting(Duration.ZERO), "office", "01-09 16:00"))
        .isNull();
  }

  @Test
  void thereIsNoneBeyondFourHundredDays() {
    RuleDraft rule = RuleDraft.of("zombie").lasting(Duration.ZERO);
    long trip = Stage.instant("01-09 16:00");

    assertThat(deadline(rule.certifyWithin(Duration.ofDays(400)), "office", "01-09 16:00"))
        .isEqualTo(trip + Duration.ofDays(400).toMillis());
    assertThat(
            deadline(
                rule.certifyWithin(Duration.ofDays(400).plusMinutes(5)), "office", "01-09 16:00"))
        .isNull();
  }

  @Test
  void isFixedAtTheTripWhateverPlanFollows() {
    Stage stage = new Stage("01-09 16:00");
    RuleDraft rule = RuleDraft.of("zombie").lasting(Duration.ZERO).inWorkingTime();
    stage.planned(rule.certifyWithin(Duration.ofHours(2)).rule()).holding().tick();

    stage.planned(
        Stage.plan(2, "always", List.of(), rule.certifyWithin(Duration.ofMinutes(5)).rule()));

    assertThat(stage.until("01-13 00:00")).containsExactly("01-12 10:00 STANDING");
  }

  private static Long deadline(RuleDraft rule, String calendar, String trip) {
    Stage stage = new Stage(trip);
    stage.planned(Stage.plan(1, calendar, List.of(), rule.rule())).holding();
    assertThat(stage.tick()).extracting(Stage::line).contains(trip + " TRIPPED");
    return stage.state().deadline();
  }
}

package io.tripline.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.backtest.candidate.CandidateFiles.PlanFile;
import io.tripline.history.BadHistoryException;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepReaderTest {
  private static final String PLAN =
      """
      serviceId: cloud
      version: 1
      recordedAt: 2026-01-05T08:00:00Z
      name: Cloud
      objective: MARGIN_PROTECTION
      currency: USD
      unit: {name: ticket, ticketTypes: [INCIDENT], value: 10.00}
      baseline:
        unitsPerWeek: 6
        retainer: {amount: 40000.00, per: MONTH}
        team: [{role: architect, headcount: 6, hourlyCost: 120.00}]
        spendPerWeek: {CLOUD: 2500.00}
      feeds: {cost: PT10H}
      targets:
        - {id: fidelity, metric: diversion, window: DAY, atMost: 0.25, warn: 0.05, critical: 0.15}
        - {id: both, metric: margin, window: WEEK, atLeast: BASELINE}
      killSwitch:
        - id: zombie
          when:
            - {target: fidelity, is: CRITICAL}
            - {metric: units, window: DAY, below: 1}
            - {metric: cost, window: DAY, above: 100}
            - {metric: cost, window: WEEK, above: 125%}
        - id: both
          for: PT1H
          when: [{metric: cost, window: DAY, above: 10}, {metric: cost, window: DAY, above: 20}]
      """;

  private final SweepReader reader = new SweepReader("USD", Calendars.standard());

  @Test
  void theGridHasAPointForEachCombinationTheLastAxisFastest() throws Exception {
    Sweep sweep = read("fidelity.critical=0.10..0.15/0.05", "zombie.units.below=1,2");

    assertThat(sweep.points())
        .extracting(Sweep.Point::at)
        .containsExactly(List.of(0, 0), List.of(0, 1), List.of(1, 0), List.of(1, 1));
    assertThat(sweep.candidates())
        .extracting(Candidate::name)
        .containsExactly(
            "fidelity.critical=0.10,zombie.units.below=1",
            "fidelity.critical=0.10,zombie.units.below=2",
            "fidelity.critical=0.15,zombie.units.below=1",
            "fidelity.critical=0.15,zombie.units.below=2");
    assertThat(sweep.candidates()).extracting(Candidate::number).containsExactly(0, 1, 2, 3);
    Candidate last = sweep.candidates().get(3);
    assertThat(last.parameters().toString())
        .isEqualTo("{fidelity.critical=0.15, zombie.units.below=2}");
    assertThat(last.plan().target("fidelity").critical().value()).isEqualByComparingTo("0.15");
    assertThat(last.plan().rule("zombie").when().get(1).threshold()).isEqualByComparingTo("2");
    assertThat(sweep.axes()).extracting(Axis::written).containsExactly("0.15", "1");
  }

  @Test
  void aPointDiffersFromThePlanInNothingElse() throws Exception {
    Plan itself = swept("fidelity.critical=0.15");

    assertThat(swept("fidelity.critical=0.150")).isEqualTo(itself);
    assertThat(swept("zombie.units.below=1")).isEqualTo(itself);
    assertThat(swept("fidelity.for=PT10M")).isEqualTo(itself);
  }

  @Test
  void allThatCountsInAPlanCanBeSwept() throws Exception {
    assertThat(swept("calendar=always").calendar()).isEqualTo("always");
    assertThat(swept("unit.value=20").unit().value()).isEqualTo(20_000_000L);
    assertThat(swept("baseline.unitsPerWeek=7").baseline().unitsPerWeek()).isEqualTo(7_000_000L);
    assertThat(swept("baseline.retainer.amount=1").baseline().retainer().amount())
        .isEqualTo(1_000_000L);
    assertThat(swept("baseline.team.architect.headcount=2").baseline().team().get(0).headcount())
        .isEqualTo(2_000_000L);
    assertThat(
            swept("baseline.spendPerWeek.CLOUD=3")
                .baseline()
                .spendPerWeek()
                .get(CostCategory.CLOUD))
        .isEqualTo(3_000_000L);
    assertThat(swept("feeds.ticket=PT4H").feedSilence().size()).isEqualTo(2);
    assertThat(swept("fidelity.window=HOUR").target("fidelity").window()).isEqualTo(Window.HOUR);
    assertThat(swept("fidelity.floor=0.01").target("fidelity").floor())
        .isEqualByComparingTo("0.01");
    assertThat(swept("targets.fidelity.clear=0.01").target("fidelity").clear().value())
        .isEqualByComparingTo("0.01");
    assertThat(swept("zombie.fidelity.is=WARNING").rule("zombie").when().get(0).is())
        .isEqualTo(Severity.WARNING);
    assertThat(swept("zombie.cost-DAY.above=7").rule("zombie").when().get(2).threshold())
        .isEqualByComparingTo(new BigDecimal(7));
    assertThat(swept("zombie.cost-WEEK.above=150%").rule("zombie").when().get(3).threshold())
        .isEqualByComparingTo(new BigDecimal(150));
    assertThat(swept("killSwitch.both.when[1].above=30").rule("both").when().get(1).threshold())
        .isEqualByComparingTo(new BigDecimal(30));
    assertThat(swept("killSwitch.both.for=PT2H").rule("both").forMillis())
        .isEqualTo(Duration.ofHours(2).toMillis());
    assertThat(swept("targets.both.for=PT20M").target("both").forMillis())
        .isEqualTo(Duration.ofMinutes(20).toMillis());
    assertThat(swept("zombie.certifyWithin=PT8H").rule("zombie").certifyWithinMillis())
        .isEqualTo(Duration.ofHours(8).toMillis());
  }

  @Test
  void aPathThatIsNoneBringsAllThatThereAre() {
    assertThatThrownBy(() -> read("fidelty.critical=1"))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining(
            "nothing in plans/cloud.yaml is called 'fidelty.critical' (did you mean"
                + " 'fidelity.critical'?); there are")
        .hasMessageContaining("\n  fidelity.critical=0.15\n")
        .hasMessageContaining("\n  fidelity.floor\n")
        .hasMessageContaining("\n  zombie.cost-WEEK.above=125%\n")
        .hasMessageContaining("\n  killSwitch.both.for=PT1H\n")
        .hasMessageContaining("\n  targets.both.for\n");
    // Both a target and a rule have that id: which one is meant?
    assertThatThrownBy(() -> read("both.for=PT1H")).isInstanceOf(BadSweepException.class);
    assertThatThrownBy(() -> read("fidelity.atLeast=0.1")).isInstanceOf(BadSweepException.class);
  }

  @Test
  void pointsThatAreNoPlansAreNamedWithTheReason() throws Exception {
    Sweep sweep = read("fidelity.critical=0.00..0.10/0.05");

    assertThat(sweep.points()).extracting(Sweep.Point::at).containsExactly(List.of(1), List.of(2));
    assertThat(sweep.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.at()).containsExactly(0);
              assertThat(refused.problems())
                  .singleElement()
                  .asString()
                  .contains("'targets[0].critical' is 0, less than warn (0.05)");
            });
    assertThatThrownBy(() -> read("fidelity.critical=0.01"))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining(
            "no point of the sweep is a plan; of the first: 'targets[0].critical'");
    assertThatThrownBy(() -> read("fidelity.window=MONTH"))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining("write one of HOUR, DAY, WEEK, PLAN");
  }

  @Test
  void gridsHaveALimit() throws Exception {
    assertThat(read("fidelity.critical=1..100/1", "zombie.units.below=1..10/1").points())
        .hasSize(1000);
    assertThatThrownBy(() -> read("fidelity.critical=1..100/1", "zombie.units.below=1..11/1"))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining("more than 1,000 points (100 × 11)");
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThatThrownBy(() -> read("fidelity.critical"))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining("sweeps nothing; write PATH=VALUES");
    assertThatThrownBy(() -> read("fidelity.critical=1", "targets.fidelity.critical=2"))
        .isInstanceOf(BadSweepException.class)
        .hasMessageContaining("is swept twice");
    assertThatThrownBy(() -> reader.read(file("serviceId: cloud"), List.of("a=1")))
        .isInstanceOf(BadHistoryException.class)
        .hasMessageContaining("plans/cloud.yaml:1:1");
  }

  @Test
  void namesOfPointsCanNameFiles() throws Exception {
    String plan =
        PLAN.replace("id: fidelity", "id: \"treue/ärger " + "x".repeat(150) + "\"")
            .replace("target: fidelity", "target: \"treue/ärger " + "x".repeat(150) + "\"");
    Sweep sweep =
        reader.read(file(plan), List.of("treue/ärger " + "x".repeat(150) + ".critical=1,2"));

    assertThat(sweep.candidates())
        .extracting(Candidate::name)
        .containsExactly("treue__rger_" + "x".repeat(108), "treue__rger_" + "x".repeat(108) + "-2");
  }

  private Plan swept(String sweep) throws Exception {
    return read(sweep).candidates().get(0).plan();
  }

  private Sweep read(String... sweeps) throws Exception {
    return reader.read(file(PLAN), List.of(sweeps));
  }

  private static PlanFile file(String text) {
    return new PlanFile(Path.of("plans/cloud.yaml"), "cloud", "cloud.yaml", text, "0");
  }
}

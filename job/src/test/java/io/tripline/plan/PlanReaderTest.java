package io.tripline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Condition.BaselineChoice;
import io.tripline.ledger.plan.Condition.Side;
import io.tripline.ledger.plan.During;
import io.tripline.ledger.plan.Metric;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Target.Direction;
import io.tripline.ledger.plan.Tolerance;
import io.tripline.ledger.plan.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;

  private final PlanReader reader = new PlanReader("USD", Calendars.standard());

  @Test
  void readsAPlanAndFillsInEveryDefault() {
    PlanReading reading = reader.read(PlanText.GOOD);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.recordedAt()).isEqualTo(at("2026-01-05T08:00:00Z"));
    assertThat(reading.plan())
        .isEqualTo(
            new Plan(
                "cloud-migration",
                1,
                at("2026-01-05T09:00:00Z"),
                "Cloud Migration advisory",
                "advisory",
                Plan.Objective.CUSTOMER_ACQUISITION,
                Map.of("business", "cfo", "delivery", "head-of-cloud"),
                List.of("cfo"),
                "office",
                new Plan.Unit("assessment", List.of("ASSESSMENT"), 12_000_000_000L),
                new Baseline(
                    6_000_000,
                    new Baseline.Retainer(40_000_000_000L, Baseline.Period.MONTH),
                    List.of(new Baseline.TeamRole("senior-architect", 6_000_000, 120_000_000)),
                    Map.of(
                        CostCategory.CLOUD, 2_500_000_000L, CostCategory.SOFTWARE, 400_000_000L)),
                Map.of(Feed.COST, 10 * HOUR, Feed.TICKET, 4 * HOUR),
                List.of(
                    new Target(
                        "fidelity",
                        Metric.DIVERSION,
                        Window.DAY,
                        Direction.AT_MOST,
                        new BigDecimal("0.25"),
                        Tolerance.NONE,
                        new Tolerance(new BigDecimal("0.15"), false),
                        Tolerance.NONE,
                        BigDecimal.ZERO,
                        10 * MINUTE,
                        15 * MINUTE,
                        During.WORK),
                    new Target(
                        "margin",
                        Metric.MARGIN,
                        Window.WEEK,
                        Direction.AT_LEAST,
                        null,
                        new Tolerance(new BigDecimal("10"), true),
                        new Tolerance(new BigDecimal("50"), true),
                        new Tolerance(new BigDecimal("10"), true),
                        new BigDecimal("15000"),
                        10 * MINUTE,
                        15 * MINUTE,
                        During.WORK),
                    new Target(
                        "gap",
                        Metric.REPORTED_GAP,
                        null,
                        Direction.AT_MOST,
                        BigDecimal.valueOf(24 * HOUR),
                        Tolerance.NONE,
                        null,
                        Tolerance.NONE,
                        BigDecimal.ZERO,
                        10 * MINUTE,
                        15 * MINUTE,
                        During.WORK)),
                List.of(
                    new Rule(
                        "zombie",
                        List.of(
                            new Condition(
                                "fidelity", Severity.CRITICAL, null, null, null, null, false, null),
                            new Condition(
                                null,
                                null,
                                Metric.UNITS,
                                Window.DAY,
                                Side.BELOW,
                                BigDecimal.ONE,
                                false,
                                BaselineChoice.EITHER)),
                        4 * HOUR,
                        HOUR,
                        During.WORK,
                        Rule.Action.DEFUND,
                        Rule.Mode.MONITOR,
                        16 * HOUR),
                    new Rule(
                        "overspend",
                        List.of(
                            new Condition(
                                null,
                                null,
                                Metric.COST,
                                Window.PLAN,
                                Side.ABOVE,
                                new BigDecimal("125"),
                                true,
                                BaselineChoice.ORIGINAL)),
                        10 * MINUTE,
                        HOUR,
                        During.WORK,
                        Rule.Action.REVIEW,
                        Rule.Mode.ENFORCE,
                        null))));
  }

  @Test
  void whatCanBeLeftOutCanBeLeftOut() {
    PlanReading reading =
        reader.read(
            """
            {serviceId: s, version: 1, recordedAt: 2026-01-05T08:00:00+01:00, name: S,
             objective: MARGIN_PROTECTION, currency: USD, baseline: {unitsPerWeek: 0}}
            """);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.recordedAt()).isEqualTo(at("2026-01-05T07:00:00Z"));
    assertThat(reading.plan())
        .isEqualTo(
            new Plan(
                "s",
                1,
                null,
                "S",
                null,
                Plan.Objective.MARGIN_PROTECTION,
                Map.of(),
                List.of(),
                "office",
                null,
                new Baseline(0, null, List.of(), Map.of()),
                Map.of(),
                List.of(),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          portfolio: advisory            | portfoliio: advisory        | 6:1   | there is no key 'portfoliio' (did you mean 'portfolio'?)
          warn: 10%                      | wran: 10%                   | 21:67 | there is no key 'targets[1].wran' (did you mean 'warn'?)
          {amount: 40000.00, per: MONTH} | {amount: 1, per: MONTH, x: 1} | 15:37 | there is no key 'baseline.retainer.x'; here may stand amount, per
          version: 1                     | version: one                | 2:10  | 'version' is "one", which is no version; write a whole number
          version: 1                     | version: 0                  | 2:10  | 'version' is the number 0, which is no version
          version: 1                     | version: [1]                | 2:10  | 'version' is a list; write a whole number
          version: 1                     |                             | 1:1   | 'version' is missing; write a whole number
          serviceId: cloud-migration     | serviceId: 42               | 1:12  | 'serviceId' is the number 42, which is no text; put it in quotes: "42"
          serviceId: cloud-migration     | serviceId: " a"             | 1:12  | which has blanks around it
          serviceId: cloud-migration     | serviceId: "a\\u200bb"      | 1:12  | which holds a character that cannot be seen
          2026-01-05T08:00:00Z           | 2026-01-05T08:00:00         | 3:13  | 'recordedAt' is "2026-01-05T08:00:00", which is no time; write one with its offset
          2026-01-05T08:00:00Z           | 1926-01-05T08:00:00Z        | 3:13  | which is not between 1990 and 2099
          CUSTOMER_ACQUISITION           | CUSTOMER_AQUISITION         | 7:12  | which there is not (did you mean 'CUSTOMER_ACQUISITION'?); write one of CUSTOMER_ACQUISITION, MARGIN_PROTECTION
          mayOverride: [cfo]             | mayOverride: cfo            | 9:14  | 'mayOverride' is "cfo"; write a list
          mayOverride: [cfo]             | mayOverride: [cfo, cfo]     | 9:20  | is "cfo" again
          currency: USD                  | currency: EUR               | 10:1  | 'currency' is EUR, but money is counted in USD here; convert the plan, or count in EUR: 'currency' in the job's configuration, --currency of commands that have no configuration
          currency: USD                  | currency: dollar            | 10:11 | which is no code of ISO 4217
          calendar: office               | calendar: offize            | 11:11 | which there is not (did you mean 'office'?); write one of always, office
          [ASSESSMENT]                   | []                          | 12:26 | 'unit.ticketTypes' names no ticket type
          value: 12000.00                | value: 12,000.00            | 12:63 | there is no key 'unit.000.00'
          value: 12000.00                | value: 12000.0000001        | 12:60 | which is finer than a millionth
          value: 12000.00                | value: 1e12                 | 12:60 | which is too large
          unitsPerWeek: 6                | unitsPerWeek: -6            | 14:17 | which is negative; write 0 or more
          unitsPerWeek: 6                | unitsPerWeek: 900000000     | 13:1  | expects more than 100000000000 (10^11) a week by unitsPerWeek × unit.value
          headcount: 6                   | headcount: 100000000        | 13:1  | by the team's headcount × hourlyCost
          per: MONTH                     | per: YEAR                   | 15:37 | 'baseline.retainer.per' is "YEAR", which there is not; write one of MONTH, DAY, HOUR
          CLOUD: 2500.00                 | CLOWD: 2500.00              | 17:18 | which there is not (did you mean 'CLOUD'?)
          CLOUD: 2500.00                 | LABOR: 2500.00              | 17:3  | names LABOR, which is planned by 'baseline.team'
          cost: PT10H                    | costs: PT10H                | 18:9  | there is no key 'feeds.costs' (did you mean 'cost'?)
          cost: PT10H                    | cost: PT0S                  | 18:9  | is no time at all
          cost: PT10H                    | cost: 10h                   | 18:15 | which is no duration; write one such as PT15M
          metric: diversion              | metric: divertion           | 20:28 | which there is not (did you mean 'diversion'?)
          window: WEEK                   | window: MONTH               | 21:42 | 'targets[1].window' is "MONTH", which there is not; write one of HOUR, DAY, WEEK, PLAN
          window: WEEK,                  |                             | 21:5  | 'targets[1].window' is missing
          critical: 0.15                 | critical: -0.15             | 20:76 | which is negative
          critical: 0.15                 | critical: 0.15, warn: 0.2   | 20:66 | 'targets[0].critical' is 0.15, less than warn (0.2)
          critical: 0.15                 | warn: 10%, critical: 0.02   | 20:77 | 'targets[0].critical' is 0.02, less than warn (10 %)
          critical: 0.15                 | clear: 0.1                  | 20:66 | 'targets[0].clear' is 0.1, more than warn (0, if not given)
          critical: 0.15                 | for: PT46M                  | 20:66 | 'targets[0].for' is PT46M, which cannot keep the promise to tell of a breach within the hour; write PT45M or less
          critical: 0.15                 | for: -PT5M                  | 20:71 | which is negative
          atMost: 0.25                   | atMost: BASELINE            | 20:52 | is BASELINE, but a plan has none of diversion; write a decimal such as 0.20 (20 %)
          atMost: 0.25                   | atMost: 0.25, atLeast: 0    | 20:52 | stands beside 'atLeast'
          atMost: 0.25,                  |                             | 20:5  | 'targets[0].atLeast' or 'atMost' is missing
          atMost: 0.25                   | atMost: a lot               | 20:60 | which is no decimal; write digits and a point, such as 0.20 (20 %)
          atLeast: BASELINE              | atLeast: [1]                | 21:57 | 'targets[1].atLeast' is a list; write a decimal such as 15000.00, or BASELINE
          atMost: PT24H                  | atMost: 24                  | 22:45 | which is no duration
          atMost: PT24H                  | atMost: PT24H, window: DAY  | 22:52 | makes no sense: reported_gap is taken at an instant
          metric: diversion, window: DAY | metric: labor_gap, window: HOUR | 20:39 | is HOUR, for which no bill of labor comes; write DAY, WEEK or PLAN
          id: margin                     | id: fidelity                | 21:6  | 'targets[1].id' is "fidelity" again
          id: margin                     | id: unplanned               | 21:6  | the name of a built-in target
          id: overspend                  | id: zombie                  | 32:5  | 'killSwitch[1].id' is "zombie" again
          target: fidelity, is           | target: fidelty, is         | 26:10 | which this plan has not got (did you mean 'fidelity'?)
          is: CRITICAL                   | is: BAD                     | 26:32 | write one of WARNING, CRITICAL
          is: CRITICAL                   | below: 1                    | 26:28 | stands beside 'target'; write two conditions
          below: 1                       | below: 1, above: 2          | 27:38 | stands beside 'above'
          below: 1                       | beneath: 1                  | 27:9  | 'killSwitch[0].when[1].above' or 'below' is missing
          metric: units, window: DAY, below: 1 | metric: overtime, window: DAY, below: 5% | 27:41 | is a percentage, but a plan has no baseline of overtime
          metric: units, window: DAY, below: 1 | metric: labor_gap, window: HOUR, below: 1 | 27:29 | is HOUR, for which no bill of labor comes
          metric: units, window: DAY, below: 1 | window: DAY            | 27:9  | 'killSwitch[0].when[1].target' or 'metric' is missing
          below: 1                       | below: 1, of: CURRENT       | 27:48 | says of which baseline, but 'below' is no percentage
          below: 1                       | below: 1, is: CRITICAL      | 27:48 | needs 'target'
          [{metric: cost, window: PLAN, above: 125%, of: ORIGINAL}] | [] | 33:5 | 'killSwitch[1].when' names no condition
          action: DEFUND                 | action: STOP                | 29:13 | write one of DEFUND, DEPRIORITIZE, REVIEW
          portfolio: advisory            | version: 2                  | 6:1   | 'version' was given in line 2 already
          portfolio: advisory            | portfolio: *a               | 6:12  | an alias (*) stands here
          portfolio: advisory            | portfolio: [a               | 7:10  | this is no YAML
          portfolio: advisory            | '\tportfolio: a'            | 6:1   | indent with blanks
          """)
  void saysWhereAndWhatIsWrong(String piece, String replacement, String where, String message) {
    String text = PlanText.with(piece, replacement == null ? "" : replacement.replace("\\t", "\t"));

    PlanReading reading = reader.read(text);

    assertThat(reading.usable()).isFalse();
    assertThat(reading.problems())
        .as("%s", text)
        .anySatisfy(
            problem -> {
              assertThat(problem.in("plan.yaml")).startsWith("plan.yaml:" + where + ": ");
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void tellsOfAllProblemsAtOnceFromTopToBottom() {
    String text =
        PlanText.with("version: 1", "version: 0")
            .replace("metric: units", "metric: unit")
            .replace("hourlyCost: 120.00", "hourlyCost: much");

    assertThat(reader.read(text).problems())
        .extracting(problem -> problem.place().path())
        .containsExactly("version", "baseline.team[0].hourlyCost", "killSwitch[0].when[1].metric");
  }

  @Test
  void warnsOfUnitsThatComeInLumps() {
    PlanReading reading = reader.read(PlanText.with(", floor: 15000.00", ""));

    assertThat(reading.usable()).isTrue();
    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.in("p"))
                    .startsWith("p:21:6: warning: 'targets[1]' tolerates about 4949.92")
                    .endsWith("write 'floor' of 12000 or more"));
  }

  @ParameterizedTest
  @CsvSource({
    "units, 0, true",
    "units, 1, false",
    "revenue, 11999, true",
    "revenue, 12000, false",
    "cost, 0, false"
  })
  void lumpsAreThoseOfRevenueMarginAndUnits(String metric, String warn, boolean warned) {
    String text =
        PlanText.with(
            "metric: margin, window: WEEK, atLeast: BASELINE, warn: 10%, critical: 50%, floor:"
                + " 15000.00",
            "metric: " + metric + ", window: DAY, atLeast: BASELINE, warn: " + warn);

    assertThat(reader.read(text).problems()).hasSize(warned ? 1 : 0);
  }

  @Test
  void warnsOfHourlyDiversionInTargetsAndConditions() {
    String text =
        PlanText.with("window: DAY, atMost: 0.25", "window: HOUR, atMost: 0.25")
            .replace("metric: units, window: DAY", "metric: diversion, window: HOUR");

    assertThat(reader.read(text).problems())
        .extracting(problem -> problem.place().path() + " " + problem.severity())
        .containsExactly("targets[0].window WARNING", "killSwitch[0].when[1].window WARNING");
  }

  @Test
  void warnsOfUnitsNobodySells() {
    String text =
        PlanText.with("unit: {name: assessment, ticketTypes: [ASSESSMENT], value: 12000.00}", "");

    assertThat(reader.read(text).problems())
        .extracting(Problem::message)
        .containsExactly(
            "'baseline.unitsPerWeek' expects units, but the plan sells none; add 'unit', or write"
                + " 0");
  }

  @ParameterizedTest
  @CsvSource({
    "'', there is nothing",
    "'# only', there is nothing",
    "'a', the document is \"a\"",
    "'[]', the document is a list"
  })
  void whatIsNoPlanAtAll(String text, String message) {
    assertThat(reader.read(text).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }

  @Test
  void onePlanToAFile() {
    assertThat(reader.read(PlanText.GOOD + "---\na: 1\n").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.in("p")).startsWith("p:34:1: a second document"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() {
    assertThat(reader.read('\uFEFF' + PlanText.GOOD).problems()).isEmpty();
  }

  @Test
  void whatIsNestedWithoutEndIsRefusedInsteadOfOverflowing() {
    String deep = "owners: " + "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(reader.read(deep).problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).contains("nothing is nested this deep"));
  }

  @Test
  void aCharacterThatYamlDoesNotAllowIsFound() {
    assertThat(reader.read("serviceId: a\nname: b\u0000c\n").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.in("p")).startsWith("p:2:8: a character"));
  }

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}

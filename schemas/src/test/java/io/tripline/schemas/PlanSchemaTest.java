package io.tripline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.Baseline;
import io.tripline.schemas.avro.BaselineChoice;
import io.tripline.schemas.avro.ConditionSide;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.During;
import io.tripline.schemas.avro.FeedSilence;
import io.tripline.schemas.avro.LevelCondition;
import io.tripline.schemas.avro.MetricCondition;
import io.tripline.schemas.avro.Objective;
import io.tripline.schemas.avro.Plan;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.PlannedSpend;
import io.tripline.schemas.avro.Retainer;
import io.tripline.schemas.avro.RetainerPeriod;
import io.tripline.schemas.avro.Rule;
import io.tripline.schemas.avro.RuleAction;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.SoldUnit;
import io.tripline.schemas.avro.Target;
import io.tripline.schemas.avro.TargetDirection;
import io.tripline.schemas.avro.TeamRole;
import io.tripline.schemas.avro.Tolerance;
import io.tripline.schemas.avro.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors are told of plan files. */
class PlanSchemaTest {
  private static final EditorSchema SCHEMA = EditorSchema.named("plan");

  @Test
  void isASchema() {
    assertThat(SCHEMA.faultsOfItsOwn()).isEmpty();
    assertThat(SCHEMA.tree().at("/$id").asText())
        .isEqualTo("https://tripline.io/schemas/plan.schema.json");
  }

  @Test
  void acceptsThePlanOfTheReference() {
    assertThat(SCHEMA.faults(plan())).isEmpty();
  }

  @Test
  void acceptsTheLeastPlan() {
    assertThat(
            SCHEMA.faults(
                EditorSchema.yaml(
                    """
                    serviceId: s
                    version: 1
                    recordedAt: 2026-01-05T08:00:00+01:00
                    name: Least
                    objective: MARGIN_PROTECTION
                    currency: USD
                    baseline: {unitsPerWeek: 0}
                    """)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /recordedAt                | 1767600000000
          /version                   | 2147483647
          /unit/value                | '"12000.000000"'
          /unit/value                | -5
          /baseline/unitsPerWeek     | 0.5
          /baseline/retainer/per     | DAY
          /baseline/team             | []
          /baseline/spendPerWeek     | {OTHER: -1.5}
          /feeds                     | {}
          /feeds                     | {ticket: P1D}
          /targets                   | []
          /targets/0                 | {id: t, metric: units, window: PLAN, atLeast: 3, clear: 0, for: PT0S, clearAfter: PT0S}
          /targets/0                 | {id: t, metric: margin_pct, window: DAY, atLeast: BASELINE, warn: '5%', critical: 12.5%}
          /targets/0                 | {id: t, metric: margin, window: DAY, atLeast: '-100.50'}
          /targets/0                 | {id: t, metric: labor_gap, window: DAY, atMost: 0.05}
          /targets/0                 | {id: t, metric: reported_gap, atMost: PT4H}
          /targets/0                 | {id: t, metric: reported_gap, atMost: PT4H, warn: PT0S, critical: P1DT2H, clear: PT30M, floor: PT5M}
          /targets/0                 | {id: t, metric: reported_gap, atMost: PT4H, warn: 10%}
          /targets/0                 | {id: t, metric: margin, window: DAY, atLeast: BASELINE, warn: 10 %}
          /killSwitch                | []
          /killSwitch/0/when         | [{target: margin}]
          /killSwitch/0/when         | [{target: margin, is: WARNING}]
          /killSwitch/0/when         | [{metric: margin, window: WEEK, below: 80%, of: ORIGINAL}]
          /killSwitch/0/when         | [{metric: margin, window: WEEK, below: -10%}]
          /killSwitch/0/when         | [{metric: reported_gap, above: PT8H}]
          /killSwitch/0/when         | [{metric: labor_gap, window: PLAN, above: -0.1}]
          /killSwitch/0/certifyWithin | PT0.5S
          """)
  void accepts(String pointer, String value) {
    assertThat(SCHEMA.faults(with(pointer, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /serviceID                  | x                                      | /                            | additionalProperties
          /serviceId                  | ''                                     | /serviceId                   | type
          /serviceId                  | '" x"'                                 | /serviceId                   | pattern
          /serviceId                  | 7                                      | /serviceId                   | type
          /version                    | 0                                      | /version                     | minimum
          /version                    | 1.5                                    | /version                     | type
          /version                    | '"1"'                                  | /version                     | type
          /recordedAt                 | 2026-01-05                             | /recordedAt                  | pattern
          /recordedAt                 | 2026-01-05T08:00:00                    | /recordedAt                  | pattern
          /effectiveFrom              | tomorrow                               | /effectiveFrom               | pattern
          /objective                  | PROFIT                                 | /objective                   | enum
          /owners                     | cfo                                    | /owners                      | type
          /owners/business            | [cfo]                                  | /owners/business             | type
          /mayOverride                | cfo                                    | /mayOverride                 | type
          /mayOverride                | [cfo, cfo]                             | /mayOverride                 | uniqueItems
          /currency                   | usd                                    | /currency                    | pattern
          /calendar                   | {}                                     | /calendar                    | type
          /unit/price                 | 5                                      | /unit                        | additionalProperties
          /unit/ticketTypes           | []                                     | /unit/ticketTypes            | minItems
          /unit/value                 | '12,000.00'                            | /unit/value                  | pattern
          /unit/value                 | 100000000001                           | /unit/value                  | maximum
          /baseline/unitsPerWeek      | -1                                     | /baseline/unitsPerWeek       | minimum
          /baseline/unitsPerWeek      | '"-1"'                                 | /baseline/unitsPerWeek       | pattern
          /baseline/retainer/per      | YEAR                                   | /baseline/retainer/per       | enum
          /baseline/team/0/hourlyCost | 10%                                    | /baseline/team/0/hourlyCost  | pattern
          /baseline/team/0            | {role: r, headcount: 1}                | /baseline/team/0             | required
          /baseline/spendPerWeek      | {LABOR: 1}                             | /baseline/spendPerWeek       | additionalProperties
          /baseline/spendPerWeek      | {CLOUDS: 1}                            | /baseline/spendPerWeek       | additionalProperties
          /feeds/cost                 | 10h                                    | /feeds/cost                  | pattern
          /feeds/cost                 | PT0S                                   | /feeds/cost                  | pattern
          /feeds/cost                 | PT                                     | /feeds/cost                  | pattern
          /feeds/allocation           | PT1H                                   | /feeds                       | additionalProperties
          /targets/0/metric           | profit                                 | /targets/0/metric            | enum
          /targets/0/window           | MONTH                                  | /targets/0/window            | enum
          /targets/0/warn             | -0.1                                   | /targets/0/warn              | minimum
          /targets/0/warn             | PT1H                                   | /targets/0/warn              | pattern
          /targets/0/critical         | ten%                                   | /targets/0/critical          | pattern
          /targets/0/floor            | 5%                                     | /targets/0/floor             | pattern
          /targets/0/for              | 10                                     | /targets/0/for               | type
          /targets/0/clearAfter       | P1M                                    | /targets/0/clearAfter        | pattern
          /targets/0/during           | NIGHT                                  | /targets/0/during            | enum
          /targets/0/atLeast          | 0.1                                    | /targets/0                   | oneOf
          /targets/0/atMost           | BASELINE                               | /targets/0/atMost            | not
          /targets/0/atMost           | baseline                               | /targets/0/atMost            | pattern
          /targets/0/id               | unplanned                              | /targets/0/id                | not
          /targets/0                  | {id: t, metric: units, atLeast: 1}     | /targets/0                   | required
          /targets/0                  | {id: t, metric: units, window: DAY}    | /targets/0                   | oneOf
          /targets/0                  | {metric: units, window: DAY, atMost: 1} | /targets/0                  | required
          /targets/0                  | {id: t, metric: labor_gap, window: HOUR, atMost: 1} | /targets/0/window | enum
          /targets/0                  | {id: t, metric: reported_gap, window: DAY, atMost: PT4H} | /targets/0/window | false
          /targets/0                  | {id: t, metric: reported_gap, atMost: 4} | /targets/0/atMost          | type
          /targets/0                  | {id: t, metric: reported_gap, atMost: BASELINE} | /targets/0/atMost   | pattern
          /targets/0                  | {id: t, metric: reported_gap, atMost: PT4H, warn: 0} | /targets/0/warn | type
          /killSwitch/0/when          | []                                     | /killSwitch/0/when           | minItems
          /killSwitch/0/action        | STOP                                   | /killSwitch/0/action         | enum
          /killSwitch/0/mode          | TEST                                   | /killSwitch/0/mode           | enum
          /killSwitch/0/until         | PT1H                                   | /killSwitch/0                | additionalProperties
          /killSwitch/0/when/0        | {}                                     | /killSwitch/0/when/0         | oneOf
          /killSwitch/0/when/0        | {target: t, metric: units, window: DAY, below: 1} | /killSwitch/0/when/0 | oneOf
          /killSwitch/0/when/0        | {target: t, below: 1}                  | /killSwitch/0/when/0         | dependentRequired
          /killSwitch/0/when/0        | {target: t, is: OK}                    | /killSwitch/0/when/0/is      | enum
          /killSwitch/0/when/0        | {metric: units, window: DAY}           | /killSwitch/0/when/0         | oneOf
          /killSwitch/0/when/0        | {metric: units, below: 1}              | /killSwitch/0/when/0         | required
          /killSwitch/0/when/0        | {metric: units, window: DAY, below: 1, above: 5} | /killSwitch/0/when/0 | oneOf
          /killSwitch/0/when/0        | {metric: diversion, window: DAY, above: 120%} | /killSwitch/0/when/0/above | pattern
          /killSwitch/0/when/0        | {metric: units, window: DAY, below: BASELINE} | /killSwitch/0/when/0/below | pattern
          /killSwitch/0/when/0        | {metric: units, window: DAY, below: 1, of: FIRST} | /killSwitch/0/when/0/of | enum
          """)
  void refuses(String pointer, String value, String where, String keyword) {
    assertThat(SCHEMA.faults(with(pointer, value))).contains(where + " " + keyword);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serviceId", "version", "recordedAt", "name", "objective", "currency", "baseline"})
  void refusesAPlanWithout(String key) {
    ObjectNode plan = (ObjectNode) plan();
    plan.remove(key);
    assertThat(SCHEMA.faults(plan)).containsExactly("/ required");
  }

  @Test
  void acceptsWhatTheCodecWrites() throws FormatException {
    PlanPublished published =
        new PlanPublished("plans", "s@1", Instant.parse("2026-01-05T08:00:00Z"), everything());
    FactLine.PlanDocument document =
        (FactLine.PlanDocument)
            FactJson.read(io.tripline.schemas.avro.Feed.GOVERNANCE, FactJson.write(published));
    assertThat(document.source()).isEqualTo("plans");
    assertThat(document.eventId()).isEqualTo("s@1");
    assertThat(SCHEMA.faults(document.document())).isEmpty();
    assertThat(document.document().at("/targets/1/atMost").asText()).isEqualTo("PT4H");
    assertThat(document.document().at("/killSwitch/0/when/1/above").asText()).isEqualTo("125%");
  }

  @Test
  void describesEveryKeyToWhoeverTypesIt() {
    assertThat(SCHEMA.keysWithoutDescription()).isEmpty();
  }

  @Test
  void noticesAKeyThatIsNotDescribed() {
    ObjectNode careless = (ObjectNode) EditorSchema.yaml("{properties: {a: {type: string}}}");
    assertThat(EditorSchema.keysWithoutDescription(careless)).containsExactly("/properties/a");
  }

  @Test
  void offersTheSymbolsOfTheContract() {
    assertThat(symbols("/properties/objective")).isEqualTo(namesOf(Objective.values()));
    assertThat(symbols("/$defs/window")).isEqualTo(namesOf(Window.values()));
    assertThat(symbols("/$defs/during")).isEqualTo(namesOf(During.values()));
    assertThat(symbols("/$defs/rule/properties/action")).isEqualTo(namesOf(RuleAction.values()));
    assertThat(symbols("/$defs/rule/properties/mode")).isEqualTo(namesOf(RuleMode.values()));
    assertThat(symbols("/$defs/condition/properties/is")).isEqualTo(namesOf(Severity.values()));
    assertThat(symbols("/$defs/condition/properties/of"))
        .isEqualTo(namesOf(BaselineChoice.values()));
    assertThat(symbols("/properties/baseline/properties/retainer/properties/per"))
        .isEqualTo(namesOf(RetainerPeriod.values()));
    Set<String> spend = namesOf(CostCategory.values());
    spend.remove("LABOR");
    Set<String> offered = new TreeSet<>();
    SCHEMA
        .tree()
        .at("/properties/baseline/properties/spendPerWeek/properties")
        .fieldNames()
        .forEachRemaining(offered::add);
    assertThat(offered).isEqualTo(spend);
  }

  @Test
  void offersTheDefaultsOfTheContract() {
    Target target = Target.newBuilder(leastTarget()).build();
    assertThat(fallback("/$defs/target/properties/for")).isEqualTo(iso(target.getForMillis()));
    assertThat(fallback("/$defs/target/properties/clearAfter"))
        .isEqualTo(iso(target.getClearAfterMillis()));
    assertThat(fallback("/$defs/target/properties/during")).isEqualTo(target.getDuring().name());
    Rule rule = Rule.newBuilder().setId("r").setWhen(List.of()).build();
    assertThat(fallback("/$defs/rule/properties/for")).isEqualTo(iso(rule.getForMillis()));
    assertThat(fallback("/$defs/rule/properties/clearAfter"))
        .isEqualTo(iso(rule.getClearAfterMillis()));
    assertThat(fallback("/$defs/rule/properties/action")).isEqualTo(rule.getAction().name());
    assertThat(fallback("/$defs/rule/properties/mode")).isEqualTo(rule.getMode().name());
  }

  private static Target.Builder leastTarget() {
    Tolerance none = new Tolerance(BigDecimal.ZERO, false);
    return Target.newBuilder()
        .setId("t")
        .setMetric("units")
        .setDirection(TargetDirection.AT_LEAST)
        .setWarn(none)
        .setClear(none)
        .setFloor(BigDecimal.ZERO);
  }

  private static String fallback(String pointer) {
    return SCHEMA.tree().at(pointer + "/default").asText();
  }

  private static String iso(long millis) {
    return java.time.Duration.ofMillis(millis).toString();
  }

  private static Set<String> symbols(String pointer) {
    Set<String> symbols = new TreeSet<>();
    SCHEMA.tree().at(pointer + "/enum").forEach(symbol -> symbols.add(symbol.asText()));
    return symbols;
  }

  private static Set<String> namesOf(Enum<?>[] symbols) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(symbols).map(Enum::name).forEach(names::add);
    return names;
  }

  private static JsonNode plan() {
    return EditorSchema.yaml(Readme.example("plan"));
  }

  /** The plan of the reference, with something else at a place. */
  private static JsonNode with(String pointer, String value) {
    JsonNode plan = plan();
    int last = pointer.lastIndexOf('/');
    JsonNode parent = plan.at(pointer.substring(0, last));
    String key = pointer.substring(last + 1);
    JsonNode node = EditorSchema.yaml(value);
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(key), node);
    } else {
      ((ObjectNode) parent).set(key, node);
    }
    return plan;
  }

  /** A plan that leaves nothing out. */
  private static Plan everything() {
    Tolerance tenPercent = new Tolerance(new BigDecimal("10"), true);
    Tolerance hour = new Tolerance(new BigDecimal("3600000"), false);
    BigDecimal fourHours = new BigDecimal("14400000");
    return new Plan(
        "s",
        1,
        Instant.parse("2026-01-05T09:00:00Z"),
        "Service",
        "advisory",
        Objective.MARGIN_PROTECTION,
        Map.of("business", "cfo"),
        List.of("cfo"),
        "USD",
        "office",
        new SoldUnit("assessment", List.of("ASSESSMENT"), new BigDecimal("12000")),
        new Baseline(
            new BigDecimal("6"),
            new Retainer(new BigDecimal("40000"), RetainerPeriod.MONTH),
            List.of(new TeamRole("architect", BigDecimal.ONE, new BigDecimal("120"))),
            List.of(new PlannedSpend(CostCategory.CLOUD, new BigDecimal("2500")))),
        new FeedSilence(36_000_000L, 14_400_000L),
        List.of(
            leastTarget()
                .setWindow(Window.WEEK)
                .setMetric("margin")
                .setWarn(tenPercent)
                .setClear(tenPercent)
                .setCritical(new Tolerance(new BigDecimal("50.5"), true))
                .build(),
            leastTarget()
                .setMetric("reported_gap")
                .setDirection(TargetDirection.AT_MOST)
                .setBound(fourHours)
                .setCritical(hour)
                .setDuring(During.ALWAYS)
                .build()),
        List.of(
            Rule.newBuilder()
                .setId("r")
                .setWhen(
                    List.of(
                        new LevelCondition("t", Severity.WARNING),
                        new MetricCondition(
                            "cost",
                            Window.PLAN,
                            ConditionSide.ABOVE,
                            new BigDecimal("125"),
                            true,
                            BaselineChoice.EITHER),
                        new MetricCondition(
                            "reported_gap",
                            null,
                            ConditionSide.ABOVE,
                            fourHours,
                            false,
                            BaselineChoice.EITHER)))
                .setCertifyWithinMillis(57_600_000L)
                .build()));
  }
}

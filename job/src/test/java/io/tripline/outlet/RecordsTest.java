package io.tripline.outlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.Leaf;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.plan.Condition;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Severity;
import io.tripline.ledger.plan.Window;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.StateJson;
import io.tripline.schemas.StatementJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final long TICK = Instant.parse("2026-01-12T10:05:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void aVarianceKeepsEveryField() throws Exception {
    VarianceEvent event =
        new VarianceEvent(
            "e-1",
            VarianceEvent.Transition.ESCALATED,
            "cloud-migration",
            TICK,
            2,
            "i-1",
            "fidelity",
            "diversion",
            Window.HOUR,
            TICK - HOUR,
            TICK,
            new BigDecimal("0.5"),
            new BigDecimal("0.2"),
            new BigDecimal("0.300000"),
            Severity.CRITICAL,
            TICK - 15 * MINUTE,
            TICK - 5 * MINUTE,
            List.of(
                new Leaf(Leaf.Name.DIVERTED, "legacy-support", 10_800_000, Leaf.Unit.MILLISECONDS),
                new Leaf(Leaf.Name.SPENDING, "CLOUD", -1_500_000, Leaf.Unit.MONEY)),
            List.of(
                new Flow(
                    Flow.Direction.OUT,
                    "p-3",
                    "senior-architect",
                    "cloud-migration",
                    "legacy-support",
                    3_600_000,
                    120_000_000,
                    300_000_001L),
                new Flow(
                    Flow.Direction.IN, "p-9", "clerk", "claims", "cloud-migration", 1, 2, null)),
            14_880_000,
            Headline.of("Half of the team works elsewhere"),
            VarianceEvent.Reason.DROPPED);

    assertThat(EventJson.write(EventRecords.of(event)))
        .isEqualTo(
            """
            {"eventId":"e-1","type":"variance","transition":"ESCALATED","serviceId":"cloud-migration",\
            "asOf":"2026-01-12T10:05:00Z","planVersion":2,"incidentId":"i-1","targetId":"fidelity",\
            "metric":"diversion","window":"HOUR","windowStart":"2026-01-12T09:05:00Z",\
            "windowEnd":"2026-01-12T10:05:00Z","actual":"0.500000","target":"0.200000",\
            "excess":"0.300000","severity":"CRITICAL","since":"2026-01-12T09:50:00Z",\
            "openedAt":"2026-01-12T10:00:00Z","leaves":[\
            {"name":"DIVERTED","of":"legacy-support","amount":"10800000","unit":"MILLISECONDS"},\
            {"name":"SPENDING","of":"CLOUD","amount":"-1.500000","unit":"MONEY"}],\
            "flows":[{"direction":"OUT","personId":"p-3","role":"senior-architect",\
            "from":"cloud-migration","to":"legacy-support","ms":3600000,"cost":"120.000000",\
            "plannedValue":"300.000001"},{"direction":"IN","personId":"p-9","role":"clerk",\
            "from":"claims","to":"cloud-migration","ms":1,"cost":"0.000002"}],\
            "accrued":"14.880000","headline":"Half of the team works elsewhere",\
            "reason":"DROPPED"}\
            """);
    assertSurvivesTheWire(EventRecords.of(event));
  }

  @Test
  void aVarianceWhoseTargetIsGoneHasNoFigures() throws Exception {
    VarianceEvent event =
        new VarianceEvent(
            "e-1",
            VarianceEvent.Transition.RESOLVED,
            "s",
            TICK,
            null,
            "i-1",
            "gap",
            "reported_gap",
            null,
            null,
            null,
            null,
            null,
            null,
            Severity.WARNING,
            TICK,
            TICK,
            List.of(),
            List.of(),
            0,
            Headline.of("Over"),
            VarianceEvent.Reason.CLOSED);

    assertThat(EventJson.write(EventRecords.of(event)))
        .contains("\"actual\":null,\"target\":null,\"excess\":null")
        .doesNotContain("planVersion", "window");
    assertSurvivesTheWire(EventRecords.of(event));
  }

  @Test
  void aKillSwitchKeepsEveryField() throws Exception {
    KillSwitchEvent event =
        new KillSwitchEvent(
            "e-2",
            KillSwitchEvent.Transition.OVERRIDDEN,
            "cloud-migration",
            TICK,
            1,
            "zombie",
            Rule.Action.DEFUND,
            Rule.Mode.ENFORCE,
            TICK - 3 * HOUR,
            TICK - 2 * HOUR,
            TICK + HOUR,
            List.of(
                new KillSwitchEvent.Observed(
                    null,
                    "units",
                    Window.DAY,
                    new BigDecimal("0"),
                    new BigDecimal("1"),
                    Condition.Side.BELOW,
                    null,
                    true),
                new KillSwitchEvent.Observed(
                    "fidelity-day",
                    "diversion",
                    Window.DAY,
                    null,
                    null,
                    null,
                    Severity.WARNING,
                    false)),
            new KillSwitchEvent.Command(
                new FactId("board", "k-1"),
                "cmd-1",
                CommandAction.OVERRIDE,
                TICK + 24 * HOUR,
                "cfo",
                "contract signed"),
            new KillSwitchEvent.Overrun(5, 1_000_000),
            KillSwitchEvent.Reason.UNTIL_PAST,
            Headline.of("Overridden by cfo"));

    assertThat(EventJson.write(EventRecords.of(event)))
        .isEqualTo(
            """
            {"eventId":"e-2","type":"kill-switch","transition":"OVERRIDDEN",\
            "serviceId":"cloud-migration","asOf":"2026-01-12T10:05:00Z","planVersion":1,\
            "ruleId":"zombie","action":"DEFUND","mode":"ENFORCE","since":"2026-01-12T07:05:00Z",\
            "trippedAt":"2026-01-12T08:05:00Z","deadline":"2026-01-12T11:05:00Z","observed":[\
            {"metric":"units","window":"DAY","value":"0.000000","threshold":"1.000000",\
            "side":"BELOW","holds":true},\
            {"targetId":"fidelity-day","metric":"diversion","window":"DAY","level":"WARNING",\
            "holds":false}],\
            "command":{"source":"board","eventId":"k-1","commandId":"cmd-1","action":"OVERRIDE",\
            "until":"2026-01-13T10:05:00Z","by":"cfo","reason":"contract signed"},\
            "cost":{"day":"0.000005","sinceTrip":"1.000000"},"reason":"UNTIL_PAST",\
            "headline":"Overridden by cfo"}\
            """);
    assertSurvivesTheWire(EventRecords.of(event));
  }

  @Test
  void aStatementKeepsEveryField() throws Exception {
    Statement statement =
        new Statement(
            "claims",
            TICK - 65 * MINUTE,
            3,
            TICK,
            new Statement.Measures(
                1,
                2,
                3,
                4,
                Map.of(CostCategory.TELECOM, 7L, CostCategory.CLOUD, 6L, CostCategory.HARDWARE, 0L),
                5,
                8,
                9,
                10,
                11,
                12,
                13,
                List.of(new Statement.Diverted("p-1", "clerk", "billing", 14, 15)),
                List.of(new Statement.Diverted("p-2", "cook", "kitchen", 16, 17)),
                18,
                19,
                20,
                21,
                22,
                23,
                24),
            new Statement.Planned(25, 26, 27, 28, Map.of(CostCategory.OTHER, 29L), 2),
            new Statement.Planned(30, 31, 32, 33, Map.of(), 34));

    assertThat(StatementJson.write(StatementRecords.of(statement)))
        .isEqualTo(
            """
            {"serviceId":"claims","hour":"2026-01-12T09:00:00Z","revision":3,\
            "asOf":"2026-01-12T10:05:00Z","earned":"0.000001","retainer":"0.000002",\
            "allocatedLabor":"0.000003","labor":"0.000004",\
            "spend":{"CLOUD":"0.000006","TELECOM":"0.000007"},"financeLabor":"0.000005",\
            "units":"8","capacity":9,"own":10,"visiting":11,"bench":12,"benchCost":"0.000013",\
            "divertedOut":{"p-1":{"clerk":{"billing":{"ms":14,"cost":"0.000015"}}}},\
            "divertedIn":{"p-2":{"cook":{"kitchen":{"ms":16,"cost":"0.000017"}}}},"offHours":18,\
            "unrated":19,"handoffs":20,"handoffWaiting":21,"accepted":22,"declined":23,"opened":24,\
            "planned":{"earned":"0.000025","units":"0.000026","hours":27,"labor":"0.000028",\
            "spend":{"OTHER":"0.000029"}},\
            "original":{"earned":"0.000030","units":"0.000031","hours":32,"labor":"0.000033",\
            "spend":{},"retainer":"0.000034"}}\
            """);
    assertSurvivesTheWire(StatementRecords.of(statement));
  }

  @Test
  void aStateKeepsEveryField() throws Exception {
    ServiceState state =
        new ServiceState(
            "claims",
            TICK,
            4,
            List.of(
                new ServiceState.TargetState(
                    "margin",
                    "margin",
                    ServiceState.TargetPhase.RECOVERING,
                    ServiceState.Level.OK,
                    Severity.CRITICAL,
                    "i-1",
                    TICK - HOUR,
                    TICK - MINUTE),
                new ServiceState.TargetState(
                    "silence-cost",
                    "silence",
                    ServiceState.TargetPhase.QUIET,
                    null,
                    null,
                    null,
                    null,
                    null)),
            List.of(
                new ServiceState.RuleState(
                    "zombie",
                    ServiceState.RulePhase.OVERRIDDEN,
                    Rule.Action.DEFUND,
                    Rule.Mode.MONITOR,
                    TICK - HOUR,
                    TICK - 2 * MINUTE,
                    TICK + MINUTE,
                    TICK + HOUR)));

    assertThat(StateJson.write(StateRecords.of(state)))
        .isEqualTo(
            """
            {"serviceId":"claims","asOf":"2026-01-12T10:05:00Z","planVersion":4,"targets":[\
            {"targetId":"margin","metric":"margin","phase":"RECOVERING","level":"OK",\
            "severity":"CRITICAL","incidentId":"i-1","since":"2026-01-12T09:05:00Z",\
            "openedAt":"2026-01-12T10:04:00Z"},\
            {"targetId":"silence-cost","metric":"silence","phase":"QUIET"}],"rules":[\
            {"ruleId":"zombie","phase":"OVERRIDDEN","action":"DEFUND","mode":"MONITOR",\
            "since":"2026-01-12T09:05:00Z","trippedAt":"2026-01-12T10:03:00Z",\
            "deadline":"2026-01-12T10:06:00Z","until":"2026-01-12T11:05:00Z"}]}\
            """);
    assertSurvivesTheWire(StateRecords.of(state));
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of(
            VarianceEvent.Transition.class, io.tripline.schemas.avro.VarianceTransition.class),
        Arguments.of(VarianceEvent.Reason.class, io.tripline.schemas.avro.VarianceReason.class),
        Arguments.of(
            KillSwitchEvent.Transition.class, io.tripline.schemas.avro.KillSwitchTransition.class),
        Arguments.of(KillSwitchEvent.Reason.class, io.tripline.schemas.avro.KillSwitchReason.class),
        Arguments.of(Leaf.Name.class, io.tripline.schemas.avro.LeafName.class),
        Arguments.of(Leaf.Unit.class, io.tripline.schemas.avro.LeafUnit.class),
        Arguments.of(Flow.Direction.class, io.tripline.schemas.avro.FlowDirection.class),
        Arguments.of(Window.class, io.tripline.schemas.avro.Window.class),
        Arguments.of(Severity.class, io.tripline.schemas.avro.Severity.class),
        Arguments.of(Rule.Action.class, io.tripline.schemas.avro.RuleAction.class),
        Arguments.of(Rule.Mode.class, io.tripline.schemas.avro.RuleMode.class),
        Arguments.of(Condition.Side.class, io.tripline.schemas.avro.ConditionSide.class),
        Arguments.of(CommandAction.class, io.tripline.schemas.avro.CommandAction.class),
        Arguments.of(CostCategory.class, io.tripline.schemas.avro.CostCategory.class),
        Arguments.of(ServiceState.TargetPhase.class, io.tripline.schemas.avro.TargetPhase.class),
        Arguments.of(ServiceState.Level.class, io.tripline.schemas.avro.TargetLevel.class),
        Arguments.of(ServiceState.RulePhase.class, io.tripline.schemas.avro.RulePhase.class));
  }

  @ParameterizedTest
  @MethodSource("words")
  void theContractHasEveryWordOfTheLedgerInTheSameOrder(
      Class<? extends Enum<?>> ledger, Class<? extends Enum<?>> contract) {
    assertThat(names(contract)).isEqualTo(names(ledger));
  }

  private static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }

  private static void assertSurvivesTheWire(SpecificRecord record) throws Exception {
    SingleObjectCodec codec = new SingleObjectCodec();
    byte[] sent = codec.encode(record);
    assertThat(codec.encode(codec.decode(sent))).isEqualTo(sent);
  }
}

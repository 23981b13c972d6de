package io.tripline.ledger.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.KillSwitchEvent.Transition;
import io.tripline.ledger.event.ServiceState.RulePhase;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.plan.Rule;
import io.tripline.pipeline.RecordTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives made up from a seed: what holds of all of them. */
class RecoveryTest {
  private static final int TICKS = 4_000;

  /** Which phases a transition may be said in. */
  private static final Map<Transition, Set<RulePhase>> FROM =
      Map.of(
          Transition.WARNED, EnumSet.of(RulePhase.ARMED),
          Transition.STOOD_DOWN, EnumSet.of(RulePhase.WARNED),
          Transition.TRIPPED, EnumSet.of(RulePhase.ARMED, RulePhase.WARNED, RulePhase.OVERRIDDEN),
          Transition.STANDING, EnumSet.of(RulePhase.TRIPPED),
          Transition.CONFIRMED,
              EnumSet.of(RulePhase.TRIPPED, RulePhase.STANDING, RulePhase.OVERRIDDEN),
          Transition.OVERRIDDEN,
              EnumSet.of(RulePhase.TRIPPED, RulePhase.STANDING, RulePhase.OVERRIDDEN),
          Transition.OVERRIDE_ENDED, EnumSet.of(RulePhase.OVERRIDDEN),
          Transition.REARMED,
              EnumSet.of(
                  RulePhase.TRIPPED, RulePhase.STANDING, RulePhase.OVERRIDDEN, RulePhase.CONFIRMED),
          Transition.OVERRUN,
              EnumSet.of(RulePhase.TRIPPED, RulePhase.STANDING, RulePhase.CONFIRMED),
          Transition.COMMAND_REJECTED, EnumSet.allOf(RulePhase.class));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void goesOnFromItsStateAsIfNothingHadHappened(long seed) {
    List<KillSwitchEvent> undisturbed = life(seed, UnaryOperator.identity());

    assertThat(life(seed, RecoveryTest::recovered)).isEqualTo(undisturbed);
  }

  @Test
  void makesUpLivesInWhichEverythingHappens() {
    Set<Transition> said = EnumSet.noneOf(Transition.class);
    for (long seed = 1; seed <= 8; seed++) {
      life(seed, UnaryOperator.identity()).forEach(event -> said.add(event.transition()));
    }

    assertThat(said).isEqualTo(EnumSet.allOf(Transition.class));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void movesByTheTableAlone(long seed) {
    RulePhase phase = RulePhase.ARMED;
    for (KillSwitchEvent event : life(seed, UnaryOperator.identity())) {
      assertThat(FROM.get(event.transition())).as(Stage.line(event)).contains(phase);
      phase = after(event.transition(), phase);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void saysNothingTwiceUnderOneName(long seed) {
    Set<String> names = new HashSet<>();

    assertThat(life(seed, UnaryOperator.identity()))
        .allSatisfy(event -> assertThat(names.add(event.eventId())).isTrue());
  }

  private static RulePhase after(Transition transition, RulePhase before) {
    return switch (transition) {
      case WARNED -> RulePhase.WARNED;
      case TRIPPED -> RulePhase.TRIPPED;
      case STANDING -> RulePhase.STANDING;
      case CONFIRMED -> RulePhase.CONFIRMED;
      case OVERRIDDEN -> RulePhase.OVERRIDDEN;
      case STOOD_DOWN, OVERRIDE_ENDED, REARMED -> RulePhase.ARMED;
      case OVERRUN, COMMAND_REJECTED -> before;
    };
  }

  private static List<KillSwitchEvent> life(long seed, UnaryOperator<KillSwitches> recovery) {
    Random random = new Random(seed);
    Stage stage = new Stage("03-27 09:00").recovering(recovery).planned(rule(random)).holding();
    List<KillSwitchEvent> events = new ArrayList<>();
    for (int i = 0; i < TICKS; i++) {
      disturb(random, stage);
      events.addAll(stage.tick());
    }
    return events;
  }

  private static void disturb(Random random, Stage stage) {
    switch (random.nextInt(120)) {
      case 0, 1, 2, 3 -> stage.failing();
      case 4, 5, 6, 7 -> stage.holding();
      case 8 -> stage.blind();
      case 9 -> order(random, stage);
      case 10, 11, 12, 13 ->
          stage.labor(random.nextLong(-50, 100), stage.now() - Stage.SLICE * random.nextInt(400));
      case 14 -> change(random, stage);
      default -> {}
    }
  }

  private static void change(Random random, Stage stage) {
    if (random.nextInt(4) > 0) {
      stage.planned(rule(random));
    } else if (random.nextBoolean()) {
      stage.planned();
    } else {
      stage.closed();
    }
  }

  private static void order(Random random, Stage stage) {
    CommandAction action = CommandAction.values()[random.nextInt(3)];
    Long end =
        action == CommandAction.OVERRIDE
            ? Long.valueOf(stage.now() + Stage.SLICE * random.nextInt(200))
            : null;
    stage.order(stage.command("zombie", action, end, random.nextInt(5) > 0 ? "cfo" : "eve"));
  }

  private static Rule rule(Random random) {
    RuleDraft rule =
        RuleDraft.of("zombie")
            .lasting(Duration.ofMinutes(15L * random.nextInt(4)))
            .clearAfter(Duration.ofMinutes(15L * random.nextInt(3)))
            .certifyWithin(
                random.nextBoolean() ? Duration.ofMinutes(30L * random.nextInt(40)) : null);
    return random.nextInt(3) == 0 ? rule.inWorkingTime().rule() : rule.rule();
  }

  /** The switches from their state, as it is written to a checkpoint and read again. */
  private static KillSwitches recovered(KillSwitches switches) {
    SerializerConfigImpl withoutKryo = new SerializerConfigImpl();
    withoutKryo.setGenericTypes(false);
    TypeSerializer<KillSwitches.State> serializer =
        RecordTypes.of(KillSwitches.State.class).createSerializer(withoutKryo);
    try {
      DataOutputSerializer written = new DataOutputSerializer(256);
      serializer.serialize(switches.state(), written);
      KillSwitches.State read =
          serializer.deserialize(new DataInputDeserializer(written.getCopyOfBuffer()));
      assertThat(read).isEqualTo(switches.state());
      return new KillSwitches(Stage.SERVICE, read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.tripline.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private static final JobConfiguration CONFIGURATION = JobConfiguration.defaults("localhost:1");

  @Test
  void aLiveJobWritesToTheTopicsOfResults() {
    Destination live = Destination.live(CONFIGURATION);

    assertThat(live.topics()).isEqualTo(Topics.DEFAULT.results());
    assertThat(live.source()).hasToString("/tripline/default/live");
    assertThat(live.transactionalIdPrefix())
        .isEqualTo(CONFIGURATION.output().transactionalIdPrefix());
  }

  @Test
  void aRunWritesToTopicsOfItsOwn() {
    Destination run = Destination.run(CONFIGURATION, new RunId("q1"));

    assertThat(run.topics())
        .containsExactly(
            Topic.of("tripline.events.run.q1"),
            Topic.of("tripline.statements.run.q1"),
            Topic.of("tripline.state.run.q1"),
            Topic.of("tripline.dead-letters.run.q1"));
    assertThat(run.source()).hasToString("/tripline/default/replay/q1");
    assertThat(run.transactionalIdPrefix())
        .doesNotStartWith(CONFIGURATION.output().transactionalIdPrefix());
  }

  @Test
  void aRunThatWouldReachALiveTopicIsRefused() {
    Topics live = Topics.DEFAULT;
    for (String taken : new String[] {"tripline.events.run.q1", "tripline.events.run_q1"}) {
      Topics asInput = with(live, Topic.of(taken), live.statements());
      Topics asOutput = with(live, live.cost(), Topic.of(taken));

      for (Topics topics : new Topics[] {asInput, asOutput}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Destination.run(CONFIGURATION.with(topics), new RunId("q1")))
            .withMessage(
                "run q1 would write to tripline.events.run.q1, which the live job has as "
                    + taken
                    + "; choose another run");
        assertThat(Destination.run(CONFIGURATION.with(topics), new RunId("q2")).topics())
            .hasSize(4);
      }
    }
  }

  @Test
  void aRunWhoseTransactionsCouldBeTakenForLiveOnesIsRefused() {
    OutputSettings output = CONFIGURATION.output();
    for (String prefix : new String[] {"replay-q1-", "replay", "r"}) {
      JobConfiguration live =
          CONFIGURATION.with(
              new OutputSettings(
                  output.delivery(),
                  prefix,
                  output.transactionTimeout(),
                  output.checkpointInterval()));

      assertThatIllegalArgumentException()
          .isThrownBy(() -> Destination.run(live, new RunId("q1")))
          .withMessageContaining("cannot be told from; choose another run");
    }
  }

  @Test
  void aNameThatKafkaWouldNotTakeIsRefused() {
    Topics topics = with(Topics.DEFAULT, Topics.DEFAULT.cost(), Topic.of("t".repeat(243)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Destination.run(CONFIGURATION.with(topics), new RunId("q1")))
        .withMessageContaining("choose a shorter run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-q", "a.b", "a/b", "ü", "a b"})
  void aRunIsNamedByWhatATopicMayBeNamedBy(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(name))
        .withMessageContaining("names no run");
  }

  @Test
  void aDeploymentMayBeNamedByAnything() {
    Stream.of("Köln 1", "a?b#c")
        .map(name -> new Destination.Live(name, Topics.DEFAULT, "t").source())
        .forEach(source -> assertThat(source.getQuery()).isNull());
    assertThat(new Destination.Live("Köln 1", Topics.DEFAULT, "t").source())
        .hasToString("/tripline/K%C3%B6ln%201/live");
  }

  private static Topics with(Topics topics, Topic cost, Topic statements) {
    return new Topics(
        cost,
        topics.ticket(),
        topics.allocation(),
        topics.governance(),
        topics.events(),
        statements,
        topics.state(),
        topics.deadLetters());
  }
}

package io.tripline.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.intake.Intake;
import io.tripline.kafka.client.TopicReader;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.local.embedded.EmbeddedBroker;
import io.tripline.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class GovernanceIT {
  private static final String PLAN =
      """
      {serviceId: s, version: 1, recordedAt: 2026-01-05T08:00:00Z, name: S, mayOverride: [cfo],
       objective: MARGIN_PROTECTION, currency: USD, baseline: {unitsPerWeek: 0}}
      """;

  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private Terminal terminal;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    terminal = new Terminal(directory, broker.bootstrapServers());
    assertThat(terminal.run("topics", "create")).isZero();
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aPublishedPlanIsAFactOfNowThatTheJobTakes() throws Exception {
    Path file = Files.writeString(directory.resolve("plan.yaml"), PLAN);
    Instant before = Instant.now();

    assertThat(terminal.run("plan", "publish", "--dry-run", file.toString())).isZero();
    assertThat(written()).isEmpty();
    assertThat(terminal.run("plan", "publish", file.toString())).isZero();

    assertThat(terminal.lines())
        .hasSize(2)
        .anyMatch(line -> line.equals(file + ": good: s, version 1"))
        .anyMatch(
            line ->
                line.startsWith("s, version 1: published as tripline.governance-")
                    && line.contains("its file says 2026-01-05T08:00:00Z"));
    assertThat(written())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo("s".getBytes(StandardCharsets.UTF_8));
              assertThat(fact(record))
                  .isInstanceOfSatisfying(
                      PlanPublished.class,
                      plan -> {
                        assertThat(plan.plan().serviceId()).isEqualTo("s");
                        assertThat(plan.plan().mayOverride()).containsExactly("cfo");
                        assertThat(plan.recordedAt())
                            .isBetween(before.toEpochMilli(), Instant.now().toEpochMilli());
                      });
            });
  }

  @Test
  void aPlanThatIsWrongIsNotWrittenNorIsAnyBesideIt() throws Exception {
    Path good = Files.writeString(directory.resolve("good.yaml"), PLAN);
    Path bad = Files.writeString(directory.resolve("bad.yaml"), PLAN.replace("USD", "EUR"));

    assertThat(terminal.run("plan", "publish", good.toString(), bad.toString())).isEqualTo(1);
    assertThat(written()).isEmpty();
  }

  @Test
  void ordersAreFactsOfTheSwitchThatTheyAreFor() throws Exception {
    Instant until = Instant.now().plus(Duration.ofDays(2));

    assertThat(order("override", "--until", until.toString(), "--command-id", "c-1")).isZero();
    assertThat(terminal.lines())
        .contains("command id c-1")
        .anyMatch(line -> line.startsWith("OVERRIDE of s / zombie written as tripline.governance"));
    assertThat(order("confirm")).isZero();
    assertThat(order("rearm")).isZero();

    List<KillSwitchCommand> commands =
        written().stream().map(GovernanceIT::fact).map(KillSwitchCommand.class::cast).toList();
    assertThat(commands)
        .extracting(KillSwitchCommand::action)
        .containsExactly(CommandAction.OVERRIDE, CommandAction.CONFIRM, CommandAction.REARM);
    assertThat(commands)
        .allMatch(command -> command.serviceId().equals("s") && command.by().equals("cfo"));
    assertThat(commands.get(0).commandId()).isEqualTo("c-1");
    assertThat(commands.get(0).until()).isEqualTo(until.toEpochMilli());
    assertThat(commands.get(1).commandId()).isNotEqualTo(commands.get(2).commandId());
  }

  private int order(String action, String... more) {
    List<String> arguments = new ArrayList<>(List.of("command", action));
    arguments.addAll(
        List.of("--service", "s", "--rule", "zombie", "--by", "cfo", "--reason", "signed"));
    arguments.addAll(List.of(more));
    return terminal.run(arguments.toArray(String[]::new));
  }

  private List<ConsumerRecord<byte[], byte[]>> written() throws Exception {
    JobConfiguration configuration = terminal.configuration();
    List<ConsumerRecord<byte[], byte[]>> written = new ArrayList<>();
    try (TopicReader reader =
        TopicReader.open(configuration.connection(), configuration.topics().governance().name())) {
      reader.readToEnd(written::add);
    }
    return written;
  }

  private static Fact fact(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new Intake("USD", Calendars.standard())
          .fact(new SingleObjectCodec().decode(record.value()));
    } catch (Exception e) {
      throw new IllegalStateException("the job would not take it", e);
    }
  }
}

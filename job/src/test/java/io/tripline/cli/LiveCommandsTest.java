package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the commands around the live topics refuse before they ask Kafka anything. */
class LiveCommandsTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String configuration;

  @BeforeEach
  void configure() throws IOException {
    configuration =
        Files.writeString(directory.resolve("tripline.yaml"), "bootstrap.servers: broker.test:9\n")
            .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          topics create --fact-partitions 0          | --fact-partitions is 0; write 1 to 10000
          topics create --replication-factor 101     | write 1 to 100
          topics check --fact-retention 10m          | is too short; write forever
          topics check --fact-retention long         | is no duration
          events --since -1h                         | is no duration
          events --since 1h --from 2026-01-01T00:00Z | mutually exclusive
          events --transition gone                   | is none of opened, escalated
          events --type plan                         | is none of variance, kill-switch
          events --severity bad                      | is none of warning, critical
          dead-letters list --feed people            | is none of cost, ticket, allocation
          dead-letters list --from yesterday         | is no time with an offset
          dead-letters show tripline.cost            | is no place
          dead-letters redrive --into tripline.state | is no topic of facts; write one of
          command override --service s --rule r --by x --reason y | --until=TIME
          command override --service s --rule r --by x --reason y --until 2020-01-01T00:00Z | is past
          command override --service s --rule r --by x --reason y --until 2090-01-01T00:00Z | 30 days
          command confirm --service s --by x --reason y | --rule=ID
          command rearm --service s --rule r --by= --reason y | would refuse it: 'by'
          """)
  void badUsageEndsWithOne(String command, String said) {
    assertThat(run(command.strip().split(" +"))).isEqualTo(1);
    assertThat(err.toString()).contains(said.strip());
  }

  @Test
  void withoutAConfigurationNothingIsAsked() {
    CommandLine command = Tripline.commandLine().setErr(new PrintWriter(err, true));

    assertThat(command.execute("topics", "check")).isEqualTo(1);
    assertThat(err.toString()).contains("--config=FILE");
  }

  @Test
  void wordsMayBeWrittenWithHyphensOrInCapitals() {
    assertThat(new WordConverter.OfTransition().convert("command-rejected"))
        .isEqualTo("COMMAND_REJECTED");
    assertThat(new WordConverter.OfTransition().convert("COMMAND_REJECTED"))
        .isEqualTo("COMMAND_REJECTED");
  }

  @Test
  void noPlanIsPublishedIfOneIsWrong() throws IOException {
    String good =
        """
        {serviceId: s, version: 1, recordedAt: 2026-01-05T08:00:00Z, name: S,
         objective: MARGIN_PROTECTION, currency: USD, baseline: {unitsPerWeek: 0}}
        """;
    Path first = Files.writeString(directory.resolve("good.yaml"), good);
    Path second = Files.writeString(directory.resolve("bad.yaml"), good.replace("USD", "EUR"));

    assertThat(run("plan", "publish", first.toString(), second.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo(first + ": good: s, version 1"),
            line -> assertThat(line).startsWith(second + ":2:").contains("counted in USD"),
            line -> assertThat(line).isEqualTo("Nothing was published."));
  }

  @Test
  void twoPlansOfOneServiceAreNotPublishedAtOnce() throws IOException {
    String plan =
        """
        {serviceId: s, version: %d, recordedAt: 2026-01-05T08:00:00Z, name: S,
         objective: MARGIN_PROTECTION, currency: USD, baseline: {unitsPerWeek: 0}}
        """;
    Path first = Files.writeString(directory.resolve("1.yaml"), plan.formatted(1));
    Path second = Files.writeString(directory.resolve("2.yaml"), plan.formatted(2));

    assertThat(run("plan", "publish", first.toString(), second.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("are both of s; publish one, and then the other");
  }

  private int run(String... arguments) {
    CommandLine command = Tripline.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    List<String> all =
        Stream.concat(Arrays.stream(arguments), Stream.of("--config", configuration)).toList();
    return command.execute(all.toArray(String[]::new));
  }
}

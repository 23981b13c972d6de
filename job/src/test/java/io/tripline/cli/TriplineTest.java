package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class TriplineTest {
  private static final String PLAN =
      """
      {serviceId: s, version: 1, recordedAt: 2026-01-05T08:00:00Z, name: S,
       objective: MARGIN_PROTECTION, currency: USD, calendar: office, baseline: {unitsPerWeek: 0}}
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "boom", description = "Fails.")
  static final class Boom implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("the roof is on fire");
    }
  }

  static Stream<CommandLine> everyCommand() {
    return below(Tripline.commandLine());
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(TriplineTest::below));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyLevelHasHelpWithExamples(CommandLine command) {
    String path = command.getCommandSpec().qualifiedName(" ");
    String[] arguments = (path.substring("tripline".length()) + " --help").strip().split(" ");

    assertThat(run(arguments)).isZero();
    assertThat(out.toString()).contains("Usage: " + path).contains("Example").contains("--help");
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("Say which command you want.", "replay", "plan");
  }

  @Test
  void badUsageEndsWithOne() {
    assertThat(run("replay")).isEqualTo(1);
    assertThat(err.toString()).contains("--history=DIR", "--out=DIR");
  }

  @Test
  void aTimeWithoutOffsetIsRefused() {
    assertThat(run("replay", "--history", "a", "--out", "b", "--from", "2026-01-05")).isEqualTo(1);
    assertThat(err.toString()).contains("'2026-01-05' is no time with an offset");
  }

  @Test
  void aHistoryThatIsNotThereEndsWithOneAndWithoutStackTrace() {
    String out = directory.resolve("out").toString();

    assertThat(run("replay", "--history", directory.resolve("x").toString(), "--out", out))
        .isEqualTo(1);
    assertThat(err.toString()).contains("is no directory").doesNotContain("\tat ");
  }

  @Test
  void whatFailsOnTheWayEndsWithTwoAndShowsWhereOnlyIfAsked() {
    assertThat(run("boom")).isEqualTo(2);
    assertThat(err.toString())
        .contains("tripline: IllegalStateException: the roof is on fire", "--stacktrace")
        .doesNotContain("\tat ");

    assertThat(run("boom", "--stacktrace")).isEqualTo(2);
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void whatADistributionAddsBehavesLikeTheRest() {
    assertThat(run("boom", "--nothing-known")).isEqualTo(1);
    assertThat(run("boom", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: tripline boom");
  }

  @Test
  void goodPlansAreNamed() throws IOException {
    Path plan = Files.writeString(directory.resolve("p.yaml"), PLAN);

    assertThat(run("plan", "check", plan.toString())).isZero();
    assertThat(out.toString().strip()).isEqualTo(plan + ": good: s, version 1");
  }

  @Test
  void badPlansEndWithOneAndEachProblemIsALine() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.yaml"), PLAN.replace("name", "nam"));
    Path good = Files.writeString(directory.resolve("good.yaml"), PLAN);

    assertThat(run("plan", "check", bad.toString(), good.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            bad + ":1:1: 'name' is missing; write a name of 1 to 256 characters",
            bad
                + ":1:62: there is no key 'nam' (did you mean 'name'?); here may stand serviceId,"
                + " version, recordedAt, effectiveFrom, name, portfolio, objective, owners,"
                + " mayOverride, currency, calendar, unit, baseline, feeds, targets, killSwitch",
            good + ": good: s, version 1");
  }

  @Test
  void plansAreCheckedAgainstGivenCalendarsAndCurrency() throws IOException {
    Path plan =
        Files.writeString(
            directory.resolve("p.yaml"), PLAN.replace("office", "late").replace("USD", "EUR"));
    Path calendars =
        Files.writeString(
            directory.resolve("c.yaml"),
            "late: {zone: UTC, days: [MONDAY], open: \"20:00\", close: \"22:00\"}\n");

    assertThat(run("plan", "check", plan.toString())).isEqualTo(1);
    assertThat(
            run(
                "plan",
                "check",
                "--calendars",
                calendars.toString(),
                "--currency=EUR",
                plan.toString()))
        .isZero();
  }

  @Test
  void aPlanFileThatIsNotThereIsSaidSo() {
    assertThat(run("plan", "check", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is no file; name plan files in YAML");
  }

  private int run(String... arguments) {
    CommandLine command = Tripline.commandLine(new Boom());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

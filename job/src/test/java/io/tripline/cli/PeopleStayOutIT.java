package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.plantest.ShippedPlanTests;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.Diverted;
import io.tripline.schemas.avro.Statement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Results that are to be shared tell nobody who people are: of the zombie story, and of a line that
 * is refused, the bytes of every file are searched, and the search is shown to find people where
 * they are named.
 */
class PeopleStayOutIT {
  private static final List<String> PRIVATE =
      List.of("boris", "dalia", "farah", "zora", "cfo", "head-of-cloud", "wind it down");
  private static final String REFUSED =
      """
      {"type":"AllocationChanged","source":"psa","eventId":"zora","recordedAt":"2026-01-06T00:00:00Z",\
      "allocationId":"zora","personId":"zora","role":"architect","serviceId":"cloud-migration",\
      "fraction":"2","hourlyCost":"120","currency":"USD","start":"2026-01-06T00:00:00Z"}
      """;

  @TempDir private Path directory;
  private Path history;
  private Path keys;

  @BeforeEach
  void write() throws IOException {
    history = ShippedPlanTests.writeZombie(Files.createDirectory(directory.resolve("history")));
    Files.writeString(history.resolve("allocation.jsonl"), REFUSED, StandardOpenOption.APPEND);
    keys =
        Files.writeString(
            directory.resolve("keys.properties"), "people=a key that is long enough\n");
  }

  @Test
  void ofAReplay() throws Exception {
    Path named = replay("names");
    Path hashed = replay("hashed", "--pseudonym-key", "${file:" + keys + ":people}");
    Path leftOut = replay("none");

    assertThat(PRIVATE).allSatisfy(name -> assertThat(contents(named)).contains(name));
    for (Path out : List.of(hashed, leftOut)) {
      assertThat(PRIVATE).allSatisfy(name -> assertThat(contents(out)).doesNotContain(name));
      assertThat(diverted(out)).isNotEmpty().isEqualTo(diverted(named));
      assertThat(Files.readAllLines(out.resolve("events.jsonl")))
          .hasSameSizeAs(Files.readAllLines(named.resolve("events.jsonl")));
      assertThat(Files.readString(out.resolve("rejected.jsonl")))
          .contains(
              "\"file\":\"allocation.jsonl\"", "\"line\":7", "INVALID_FIELD", "is left out here");
    }
    assertThat(Files.readString(hashed.resolve("events.jsonl"))).containsPattern("p-[0-9a-f]{20}");
    assertThat(Files.readString(leftOut.resolve("events.jsonl")))
        .contains("of 3 people went to legacy-support");
  }

  @Test
  void ofABacktest() throws IOException {
    Path plan = ShippedPlanTests.zombiesPlan();
    Path named = backtest(plan, "names");
    Path leftOut = backtest(plan, "none");

    assertThat(List.of("boris", "cfo")).allSatisfy(n -> assertThat(contents(named)).contains(n));
    assertThat(PRIVATE).allSatisfy(name -> assertThat(contents(leftOut)).doesNotContain(name));
  }

  /** By statement, role and where it went: milliseconds and cost of all people. */
  private static Map<String, BigDecimal> diverted(Path out) throws Exception {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (String line : Files.readAllLines(out.resolve("statements.jsonl"))) {
      Statement statement = StatementJson.read(line);
      for (Diverted part : statement.getDivertedOut()) {
        String of =
            "%s %s %s %s"
                .formatted(
                    statement.getHour(),
                    statement.getRevision(),
                    part.getRole(),
                    part.getOtherServiceId());
        sums.merge(of + " ms", BigDecimal.valueOf(part.getMs()), BigDecimal::add);
        sums.merge(of + " cost", part.getCost(), BigDecimal::add);
      }
    }
    return sums;
  }

  private Path replay(String people, String... more) {
    Path out = directory.resolve("replay-" + people);
    run(out, people, List.of("replay", "--history", history.toString()), more);
    return out;
  }

  private Path backtest(Path plan, String people, String... more) {
    Path out = directory.resolve("backtest-" + people);
    run(
        out,
        people,
        List.of("backtest", "--history", history.toString(), "--candidates", plan.toString()),
        more);
    return out;
  }

  private static void run(Path out, String people, List<String> command, String... more) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--out", out.toString(), "--people", people));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    CommandLine tripline =
        Tripline.commandLine()
            .setOut(new PrintWriter(new StringWriter(), true))
            .setErr(new PrintWriter(err, true));
    assertThat(tripline.execute(arguments.toArray(String[]::new))).as(err.toString()).isZero();
  }

  /** The bytes of all files, a character each. */
  private static String contents(Path out) {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(PeopleStayOutIT::bytes)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bytes(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

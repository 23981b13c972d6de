package io.tripline.local.demo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.history.Replay;
import io.tripline.history.ReplayRequest;
import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.Outcome;
import io.tripline.local.story.Onset;
import io.tripline.local.story.Story;
import io.tripline.local.story.StoryHistory;
import io.tripline.replay.ReplayProgress;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Statement;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceTransition;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** The whole demo, once, as fast as it goes; and all that is to be true of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class DemoIT {
  private static final double SPEED = Duration.ofDays(25).toSeconds();
  private static final Comparator<ServiceEvent> WRITTEN_ORDER =
      Comparator.comparing(ServiceEvent::getAsOf)
          .thenComparing(ServiceEvent::getServiceId)
          .thenComparing(DemoIT::subject);
  private static final Pattern AMOUNT = Pattern.compile("-?[0-9,]+\\.[0-9]{2}");

  private final Story story = Story.of(7);
  private final List<String> told = new ArrayList<>();
  private Harvest harvest;
  private Demo.Outcomes outcomes;

  @BeforeAll
  void play() throws Exception {
    try (Demo demo = Demo.start(story, new CountDownLatch(1))) {
      harvest = demo.play(SPEED, event -> told.add(event.getEventId()), time -> {});
      outcomes = demo.outcomes();
    }
  }

  @Test
  void nothingWasLateOrRefused() {
    assertThat(outcomes.counts())
        .containsEntry(Outcome.APPLIED, (long) story.facts().size())
        .containsEntry(Outcome.LATE, 0L)
        .containsEntry(Outcome.REFUSED, 0L);
    assertThat(harvest.deadLetters()).isEmpty();
  }

  @Test
  void aReplayOfTheSameHistorySaysTheSame(@TempDir Path directory) throws Exception {
    Path history = directory.resolve("history");
    Path out = directory.resolve("out");
    StoryHistory.write(story, history);

    new Replay(
            new ReplayRequest(
                history, out, null, story.to().toEpochMilli(), "USD", 1, Slices.FIVE_MINUTES),
            ReplayProgress.SILENT)
        .run();

    assertThat(harvest.events().stream().sorted(WRITTEN_ORDER).map(EventJson::write))
        .containsExactlyElementsOf(Files.readAllLines(out.resolve("events.jsonl")));
    assertThat(lastRevisions(harvest.statements())).isEqualTo(lastRevisions(statements(out)));
  }

  @Test
  void eventsAreToldOnceAndInOrder() {
    assertThat(told)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(harvest.events())
        .hasSizeGreaterThan(100);
    assertThat(harvest.events()).isSortedAccordingTo(Comparator.comparing(ServiceEvent::getAsOf));
  }

  @Test
  void theZombieIsSeenWithinTheHourAndItsSwitchTrips() {
    Onset onset = onset("cloud-migration");
    ServiceEvent opened = first("cloud-migration", opens("fidelity"));
    ServiceEvent tripped = first("cloud-migration", moves("zombie", KillSwitchTransition.TRIPPED));

    assertThat(Duration.between(onset.at(), opened.getAsOf())).isLessThan(Duration.ofHours(1));
    assertThat(tripped.getAsOf()).isBetween(onset.at(), onset.at().plus(Duration.ofDays(3)));
    for (KillSwitchTransition transition :
        List.of(
            KillSwitchTransition.STANDING,
            KillSwitchTransition.OVERRUN,
            KillSwitchTransition.CONFIRMED)) {
      assertThat(first("cloud-migration", moves("zombie", transition)).getAsOf())
          .isAfter(tripped.getAsOf());
    }
    assertThat(first("cloud-migration", opens("margin"))).isNotNull();
    assertThat(first("cloud-migration", opens("watermelon"))).isNotNull();
  }

  @Test
  void theHealthyServiceIsNotHeardOf() {
    assertThat(harvest.events()).noneMatch(e -> e.getServiceId().equals("managed-hosting"));
  }

  @Test
  void everyOtherServiceHasItsTrouble() {
    assertThat(first("data-platform", opens("margin"))).isNotNull();
    assertThat(first("data-platform", opens("cloud-cost"))).isNotNull();
    assertThat(first("chatbot-pilot", opens("unplanned"))).isNotNull();
    assertThat(first("legacy-support", opens("overtime"))).isNotNull();
    assertThat(first("legacy-support", opens("queue"))).isNotNull();
    assertThat(first("legacy-support", opens("cost"))).isNotNull();
    assertThat(first("identity-platform", opens("silence-ticket"))).isNotNull();
    assertThat(first("identity-platform", opens("cloud-cost"))).isNotNull();
  }

  @Test
  void onlyTheCfoOverrides() {
    assertThat(first("data-platform", moves("bleeding", KillSwitchTransition.COMMAND_REJECTED)))
        .isNotNull();
    ServiceEvent overridden =
        first("data-platform", moves("bleeding", KillSwitchTransition.OVERRIDDEN));
    assertThat(((KillSwitch) overridden.getBody()).getCommand().getBy()).isEqualTo("cfo");
    assertThat(harvest.events().stream().filter(moves("bleeding", KillSwitchTransition.TRIPPED)))
        .hasSize(2);
  }

  @Test
  void theTableAddsUp() {
    List<String> lines =
        new Report(harvest.events(), harvest.statements(), story.onsets(), Ansi.OFF).lines();
    List<List<BigDecimal>> rows =
        lines.stream()
            .skip(1)
            .takeWhile(line -> !line.startsWith("---"))
            .map(DemoIT::amounts)
            .toList();
    List<BigDecimal> all =
        amounts(lines.stream().filter(line -> line.startsWith("all ")).findFirst().orElseThrow());

    assertThat(rows).hasSize(6);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.get(1).subtract(row.get(0))).isEqualTo(row.get(2)));
    for (int column = 0; column < 3; column++) {
      int at = column;
      assertThat(rows.stream().map(row -> row.get(at)).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualTo(all.get(column));
    }
  }

  private static List<BigDecimal> amounts(String line) {
    return AMOUNT
        .matcher(line)
        .results()
        .map(match -> new BigDecimal(match.group().replace(",", "")))
        .toList();
  }

  private Onset onset(String service) {
    return story.onsets().stream()
        .filter(onset -> onset.serviceId().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private ServiceEvent first(String service, Predicate<ServiceEvent> kind) {
    return harvest.events().stream()
        .filter(event -> event.getServiceId().equals(service))
        .filter(kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of the kind is said of " + service));
  }

  private static Predicate<ServiceEvent> opens(String target) {
    return event ->
        event.getBody() instanceof Variance variance
            && variance.getTransition() == VarianceTransition.OPENED
            && variance.getTargetId().equals(target);
  }

  private static Predicate<ServiceEvent> moves(String rule, KillSwitchTransition transition) {
    return event ->
        event.getBody() instanceof KillSwitch killSwitch
            && killSwitch.getTransition() == transition
            && killSwitch.getRuleId().equals(rule);
  }

  private static String subject(ServiceEvent event) {
    return event.getBody() instanceof Variance variance
        ? variance.getTargetId()
        : ((KillSwitch) event.getBody()).getRuleId();
  }

  private static List<Statement> statements(Path out) throws Exception {
    List<Statement> statements = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("statements.jsonl"))) {
      statements.add(StatementJson.read(line));
    }
    return statements;
  }

  private static Map<String, String> lastRevisions(Iterable<Statement> statements) {
    Harvest last = new Harvest();
    statements.forEach(last::add);
    return last.statements().stream()
        .collect(toMap(s -> s.getServiceId() + " " + s.getHour(), StatementJson::write));
  }
}

package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.schemas.FactJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTestReaderTest {
  @TempDir private Path directory;
  private TestFiles files;

  @BeforeEach
  void writePlan() throws IOException {
    files = new TestFiles(directory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {cost: CLOUD, at: 2026-01-05T00:00Z}                                                  | 'facts[0].amount' is missing; write values such as
          {cost: CLOUDS, amount: 1, at: 2026-01-05T00:00Z}                                      | did you mean 'CLOUD'
          {cost: CLOUD, amount: one, at: 2026-01-05T00:00Z}                                     | of which "one" is no value
          {cost: CLOUD, amount: 1x3, at: 2026-01-05T00:00Z}                                     | gives 1 times, but the series has 4 values
          {cost: CLOUD, amount: 1x3, from: 2026-01-05T00:00Z, every: PT1H, times: 2}            | is told more than once how many there are
          {cost: CLOUD, amount: 1, from: 2026-01-05T00:00Z, every: PT1H}                        | has no end; write 'to' or 'times'
          {cost: CLOUD, amount: 1, from: 2026-01-05T00:00Z, every: PT0S, times: 2}              | is no time at all
          {cost: CLOUD, amount: 1, from: 2026-01-05T00:00Z}                                     | 'facts[0].to' is missing
          {cost: CLOUD, amount: 1, from: 2026-01-05T00:00Z, to: 2026-01-04T00:00Z}              | is before 'from'
          {cost: CLOUD, amount: 1, at: 2026-01-05T00:00Z, every: PT1H}                          | stands beside 'at'
          {cost: CLOUD, amount: 1, from: 2026-01-10T00:00Z, to: 2026-01-12T00:00Z, every: PT1H, in: office} | never comes
          {cost: CLOUD, amount: 1, from: 2026-01-05T00:00Z, to: 2036-01-05T00:00Z, every: PT1S} | comes more than 100000 times
          {cost: CLOUD, amount: 1, at: 2026-01-05T00:00Z, who: me}                              | there is no key 'facts[0].who'
          {cost: CLOUD, amount: 1, at: 2026-01-05T00:00Z, delay: PT1H, recordedAt: 2026-01-05T00:00Z} | stands beside 'recordedAt'
          {cost: CLOUD, amount: 200000000000, at: 2026-01-05T00:00Z}                            | 'amount'
          {at: 2026-01-05T00:00Z}                                                               | does not say what happens
          {cost: CLOUD, opened: X, amount: 1, at: 2026-01-05T00:00Z}                            | says more than one thing, cost and opened
          {allocated: [a, a], role: r, hourlyCost: 1, from: 2026-01-05T00:00Z}                  | again
          {allocated: [], role: r, hourlyCost: 1, from: 2026-01-05T00:00Z}                      | is a list; write a name
          {allocated: a, role: r, hourlyCost: 1, fraction: 2, from: 2026-01-05T00:00Z}          | at most 1
          {allocated: a, role: r, hourlyCost: 1, calendar: moon, from: 2026-01-05T00:00Z}       | not defined
          {reopened: X, at: 2026-01-05T00:00Z}                                                  | 'facts[0].ticket' is missing
          {resolved: X, count: 1.5, at: 2026-01-05T00:00Z}                                      | write whole numbers
          {command: OVERRIDE, rule: stop, by: cfo, at: 2026-01-05T00:00Z}                       | until
          {command: CONFIRM, rule: stop, at: 2026-01-05T00:00Z}                                 | 'facts[0].by' is missing
          """)
  void saysOfAFactWhatIsWrong(String fact, String message) throws IOException {
    assertThat(
            files.problems(
                "plans: cloud.yaml\nfacts:\n  - %s\ntests: [{name: t}]\n".formatted(fact)))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).startsWith("cloud.test.yaml:3:"))
        .anySatisfy(problem -> assertThat(problem).contains(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {transition: OPENED}                            | has neither 'targetId' nor 'ruleId'
          {targetId: cost, ruleId: stop}                  | has both 'targetId' and 'ruleId'
          {targetId: cost, transition: TRIPPED}           | which there is not
          {targetId: cost, severty: CRITICAL}             | did you mean 'severity'
          {targetId: cost, observed: []}                  | is nothing that comes with such an event
          {targetId: cost, actual: much}                  | which is no number
          {targetId: cost, leaves: {name: SPENDING}}      | write a list
          {targetId: cost, leaves: [{nam: SPENDING}]}     | did you mean 'name'
          {ruleId: stop, observed: [{holds: perhaps}]}    | write one of true, false
          {targetId: cost, asOf: 2026-01-05T10:02Z}       | when nothing is looked at; write 2026-01-05T10:00:00Z or 2026-01-05T10:05:00Z
          {targetId: cost, asOf: 2026-01-08T10:00Z}       | the test goes from 2026-01-05T00:00:00Z to 2026-01-06T00:00:00Z
          {targetId: cost, transition: UPDATED}           | which this test ignores
          cost                                            | write fields of an event
          """)
  void saysOfAnExpectationWhatIsWrong(String event, String message) throws IOException {
    assertThat(
            files.problems(
                """
                plans: [cloud.yaml]
                tests:
                  - name: t
                    to: 2026-01-06T00:00Z
                    ignore: [UPDATED]
                    events:
                      - %s
                """
                    .formatted(event)))
        .singleElement()
        .satisfies(problem -> assertThat(problem).startsWith("cloud.test.yaml:7:"))
        .satisfies(problem -> assertThat(problem).contains(message));
  }

  @Test
  void saysOfThePlansWhatIsWrongWithThem() throws IOException {
    Files.writeString(directory.resolve("bad.yaml"), "serviceId: x\nversion: none\n");

    assertThat(files.problems("plans: [bad.yaml, none.yaml]\ntests: [{name: t}]\n"))
        .anySatisfy(problem -> assertThat(problem).startsWith("bad.yaml:2:10: 'version' is"))
        .anySatisfy(
            problem ->
                assertThat(problem).contains("cloud.test.yaml:1:", "none.yaml, which is no file"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {plans: cloud.yaml, test: [{name: t}]}                                                            | did you mean 'tests'
          {plans: cloud.yaml}                                                                               | has no test
          {tests: [{name: t}]}                                                                              | 'plans' is missing
          {plans: cloud.yaml, calendars: none.yaml, tests: [{name: t}]}                                     | none.yaml, which is no file
          {plans: cloud.yaml, tests: [{name: t, to: 2026-01-05T00:00Z, from: 2026-01-05T00:00Z}]}           | is not after 'from'
          {plans: cloud.yaml, tests: [{name: t, ignore: [FORGOTTEN]}]}                                      | which there is not
          {plans: [cloud.yaml, other.yaml], tests: [{name: t, plansRecordedAt: 2026-01-05T00:00Z}]}         | two versions
          {plans: cloud.yaml                                                                                | this is no YAML
          """)
  void saysOfTheFileWhatIsWrong(String yaml, String message) throws IOException {
    Files.writeString(
        directory.resolve("other.yaml"),
        Files.readString(directory.resolve("cloud.yaml")).replace("version: 1", "version: 2"));

    assertThat(files.problems(yaml))
        .anySatisfy(
            problem -> assertThat(problem).startsWith("cloud.test.yaml:").contains(message));
  }

  @Test
  void factsAreThoseOfAHistory() throws IOException {
    PlanTest test =
        read(
            """
            {work: [p, q], from: 2026-01-09T16:00Z, every: PT1H, times: 3, in: office, delay: PT5M},
            {work: r, from: 2026-01-05T09:00Z, for: PT2H, basis: STATUS},
            {resolved: X, count: 1 _ 2, billed: 5, from: 2026-01-05T09:00Z, every: P1D}
            """);

    assertThat(test.facts()).hasSize(6 + 2 + 3);
    assertThat(
            test.facts().stream()
                .map(TestFact::fact)
                .map(Fact::recordedAt)
                .map(Instant::ofEpochMilli))
        .startsWith(
            Instant.parse("2026-01-09T17:05:00Z"),
            Instant.parse("2026-01-09T17:05:00Z"),
            Instant.parse("2026-01-12T10:05:00Z"))
        .containsSubsequence(
            Instant.parse("2026-01-05T09:00:00Z"), Instant.parse("2026-01-05T11:00:00Z"));
    assertThat(
            test.facts().stream()
                .map(TestFact::fact)
                .map(fact -> ((TicketChanged) fact).ticketId())
                .distinct())
        .as("each on a ticket of its own, but a beginning and its end")
        .hasSize(10);
    assertThat(test.facts().stream().map(fact -> fact.fact().id()).distinct()).hasSize(11);
  }

  @Test
  void theSchemaForEditorsKnowsTheSameKeys() throws IOException {
    JsonNode schema;
    try (InputStream file = FactJson.class.getResourceAsStream("plan-test.schema.json")) {
      schema = new ObjectMapper().readTree(file);
    }
    Set<String> all = new TreeSet<>();
    FactNotation.keys()
        .forEach(
            (kind, keys) -> {
              assertThat(
                      texts(
                          schema.at(
                              "/$defs/fact/dependentSchemas/" + kind + "/propertyNames/enum")))
                  .as(kind)
                  .containsExactlyInAnyOrderElementsOf(Set.copyOf(keys));
              all.addAll(keys);
            });
    assertThat(fields(schema.at("/$defs/fact/properties"))).isEqualTo(all);
    assertThat(fields(schema.at("/$defs/fact/dependentSchemas"))).hasSize(11);
    assertThat(fields(schema.at("/properties"))).isEqualTo(new TreeSet<>(PlanTestReader.KEYS));
    assertThat(fields(schema.at("/$defs/test/properties")))
        .isEqualTo(new TreeSet<>(PlanTestReader.TEST_KEYS));
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private PlanTest read(String facts) throws IOException {
    PlanTestReader.Reading reading =
        PlanTestReader.read(
            files.write("plans: cloud.yaml\nfacts: [%s]\ntests: [{name: t}]\n".formatted(facts)));
    assertThat(reading.problems()).isEmpty();
    return reading.file().tests().get(0);
  }
}

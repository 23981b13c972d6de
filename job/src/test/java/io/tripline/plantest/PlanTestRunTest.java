package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.plantest.PlanTestResult.Mismatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTestRunTest {
  private static final String SPENDING =
      """
      plans: cloud.yaml
      facts:
        - {cost: CLOUD, amount: 2x29, from: 2026-01-05T00:00Z, every: PT1H}
      tests:
        - name: a dear hour
          to: 2026-01-06T08:00Z
          facts:
            - {cost: OTHER, amount: 90.5, at: 2026-01-06T03:30Z}
      """;

  @TempDir private Path directory;
  private TestFiles files;

  @BeforeEach
  void writePlan() throws IOException {
    files = new TestFiles(directory);
  }

  @Test
  void passesIfWhatIsExpectedComesAndNothingElse() throws IOException {
    assertThat(
            run(
                SPENDING,
                """
                    events:
                      - {targetId: cost, transition: OPENED, asOf: 2026-01-06T04:35+01:00, actual: 138.50, severity: WARNING, leaves: [{name: SPENDING, of: OTHER, amount: -90.5}]}
                """))
        .satisfies(result -> assertThat(result.mismatches()).isEmpty())
        .satisfies(result -> assertThat(result.passed()).isTrue())
        .satisfies(result -> assertThat(result.events()).isEqualTo(1));
  }

  @Test
  void whatNobodyExpectedFailsIt() throws IOException {
    PlanTestResult result = run(SPENDING, "");

    assertThat(result.passed()).isFalse();
    assertThat(result.mismatches())
        .singleElement()
        .satisfies(mismatch -> assertThat(mismatch.place()).isNull())
        .satisfies(
            mismatch ->
                assertThat(mismatch.fields())
                    .contains(
                        new FieldComparison("asOf", null, "2026-01-06T03:35:00Z", false),
                        new FieldComparison("targetId", null, "cost", false),
                        new FieldComparison("transition", null, "OPENED", false)));
  }

  @Test
  void whatDidNotComeFailsIt() throws IOException {
    Mismatch missing =
        run(
                SPENDING,
                """
                    ignore: [OPENED]
                    events:
                      - {ruleId: stop, transition: TRIPPED}
                """)
            .mismatches()
            .get(0);

    assertThat(missing.came()).isFalse();
    assertThat(missing.place().line()).isEqualTo(11);
    assertThat(missing.fields())
        .containsExactly(
            new FieldComparison("ruleId", "stop", null, false),
            new FieldComparison("transition", "TRIPPED", null, false));
  }

  @Test
  void whatCameOtherwiseStandsBesideWhatWasExpected() throws IOException {
    PlanTestResult result =
        run(
            SPENDING,
            """
                events:
                  - {targetId: cost, transition: OPENED, actual: 138.500001, reason: null, leaves: [{of: OTHER, amount: -90}]}
            """);

    assertThat(result.mismatches())
        .singleElement()
        .satisfies(mismatch -> assertThat(mismatch.came()).isTrue())
        .satisfies(
            mismatch ->
                assertThat(mismatch.fields())
                    .containsExactly(
                        new FieldComparison("targetId", "cost", "cost", true),
                        new FieldComparison("transition", "OPENED", "OPENED", true),
                        new FieldComparison("actual", "138.500001", "138.500000", false),
                        new FieldComparison("reason", "none", "none", true),
                        new FieldComparison("leaves[0].of", "OTHER", "OTHER", true),
                        new FieldComparison("leaves[0].amount", "-90", "-90.500000", false)));
  }

  @Test
  void asManyAreExpectedAsCome() throws IOException {
    assertThat(
            run(
                    SPENDING,
                    """
                        events:
                          - {targetId: cost}
                          - {targetId: cost}
                    """)
                .mismatches())
        .singleElement()
        .satisfies(mismatch -> assertThat(mismatch.came()).isFalse());
  }

  /** What could be either must leave to the other the only one that it can be. */
  @Test
  void theOrderOfWhatIsExpectedDoesNotMatter() throws IOException {
    String overridden =
        SPENDING.replace("90.5", "500")
            + """
                  - {command: OVERRIDE, rule: stop, by: cfo, until: 2026-01-09T00:00Z, at: 2026-01-06T04:00Z}
            """;
    String events =
        """
            events:
              - {ruleId: stop}
              - {ruleId: stop, transition: %s}
              - {targetId: cost}
        """;

    assertThat(run(overridden, events.formatted("TRIPPED")).passed()).isTrue();
    assertThat(run(overridden, events.formatted("OVERRIDDEN")).passed()).isTrue();
  }

  @Test
  void plansCanBeTakenToBeKnownAtAnotherTime() throws IOException {
    String later = SPENDING.replace("2026-01-0", "2027-03-0");

    assertThat(run(later, "    plansRecordedAt: 2027-03-05T00:00Z\n").mismatches()).hasSize(1);
    assertThat(run(later, "").mismatches())
        .as("by its file, the plan is fourteen months old")
        .isNotEmpty();
  }

  @Test
  void whatDoesNotCountFailsItAndIsNamed() throws IOException {
    PlanTestResult result =
        run(
            SPENDING.replace(
                "facts:\n  - {cost: CLOUD",
                "facts:\n"
                    + "  - {work: p, from: 2025-12-01T00:00Z, to: 2025-12-01T08:00Z, recordedAt:"
                    + " 2026-01-05T01:00Z}\n"
                    + "  - {cost: CLOUD"),
            "    ignore: [OPENED]\n");

    assertThat(result.passed()).isFalse();
    assertThat(result.refusals())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.place().line()).isEqualTo(3))
        .satisfies(refusal -> assertThat(refusal.message()).contains("more than 8 days"));
  }

  @Test
  void theExampleOfTheReferenceIsAsItSays() throws IOException {
    Files.writeString(directory.resolve("cloud-migration.yaml"), example("plan"));

    assertThat(files.run(example("plan-test")))
        .singleElement()
        .satisfies(result -> assertThat(result.mismatches()).isEmpty())
        .satisfies(result -> assertThat(result.passed()).isTrue());
  }

  private static String example(String name) throws IOException {
    String reference = Files.readString(Path.of("..", "schemas", "README.md"));
    String begin = "<!-- example: " + name + " -->\n```yaml\n";
    int start = reference.indexOf(begin) + begin.length();
    return reference.substring(start, reference.indexOf("```", start));
  }

  private PlanTestResult run(String yaml, String more) throws IOException {
    List<PlanTestResult> results = files.run(yaml + more);
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}

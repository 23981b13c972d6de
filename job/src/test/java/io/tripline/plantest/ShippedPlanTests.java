package io.tripline.plantest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.outlet.PlanRecords;
import io.tripline.schemas.FactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The tests that ship, as they stand. */
public final class ShippedPlanTests {
  /** The zombie story's. */
  static final Path ZOMBIE = Path.of("..", "deploy", "local", "plan-tests", "cloud-migration.yaml");

  private static final String CURRENCY = "USD";

  private ShippedPlanTests() {}

  /** The plan that the zombie story is about. */
  public static Path zombiesPlan() {
    return ZOMBIE.resolveSibling(
        "../src/main/resources/io/tripline/local/story/plans/cloud-migration.yaml");
  }

  /** The facts of the zombie story, its plan among them. */
  public static List<Fact> zombiesFacts() throws IOException {
    return PlanTestRun.facts(zombie().tests().get(1));
  }

  static PlanTestFile zombie() throws IOException {
    PlanTestReader.Reading reading = PlanTestReader.read(ZOMBIE);
    assertThat(reading.problems()).isEmpty();
    return reading.file();
  }

  /** Writes the zombie story as a history. */
  public static Path writeZombie(Path history) throws IOException {
    return write(zombie().tests().get(1), history);
  }

  /** Writes a test as a history that a replay can read. */
  static Path write(PlanTest test, Path history) throws IOException {
    for (TestFact fact : test.facts()) {
      String feed = fact.fact().feed().name().toLowerCase(Locale.ROOT);
      append(history.resolve(feed + ".jsonl"), fact.line().toString());
    }
    for (PlanPublished plan : test.plans()) {
      append(history.resolve("governance.jsonl"), FactJson.write(record(plan)));
    }
    return history;
  }

  private static io.tripline.schemas.avro.PlanPublished record(PlanPublished plan) {
    return new io.tripline.schemas.avro.PlanPublished(
        plan.id().source(),
        plan.id().eventId(),
        Instant.ofEpochMilli(plan.recordedAt()),
        PlanRecords.of(plan.plan(), CURRENCY));
  }

  private static void append(Path file, String line) throws IOException {
    Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}

package io.tripline.local.story;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.outlet.PlanRecords;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.schemas.avro.PlanPublished;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The plans of the story's services, which are shipped as plan files. */
final class Plans {
  private static final List<String> SERVICES =
      List.of(
          CloudMigration.ID,
          DataPlatform.ID,
          IdentityPlatform.ID,
          LegacySupport.ID,
          ManagedHosting.ID);

  private Plans() {}

  /** All plans, as facts with the identity that a history gives to its plan files. */
  static List<Told> facts() {
    return SERVICES.stream().map(Plans::fact).toList();
  }

  /** The plan file of each service, by the file's name. */
  static Map<String, String> files() {
    return SERVICES.stream()
        .collect(
            java.util.stream.Collectors.toMap(
                service -> service + ".yaml", Plans::text, (a, b) -> a, java.util.TreeMap::new));
  }

  private static Told fact(String service) {
    PlanReader reader = new PlanReader(Narrator.CURRENCY, new Calendars(Map.of()));
    PlanReading reading = reader.read(text(service));
    if (!reading.usable()) {
      throw new IllegalStateException(
          "the shipped plan of " + service + " cannot be used: " + reading.problems());
    }
    Instant recordedAt = Instant.ofEpochMilli(reading.recordedAt());
    return new Told(
        recordedAt,
        service,
        new PlanPublished(
            "plans",
            service + "@" + reading.plan().version(),
            recordedAt,
            PlanRecords.of(reading.plan(), Narrator.CURRENCY)));
  }

  private static String text(String service) {
    try (InputStream file = Plans.class.getResourceAsStream("plans/" + service + ".yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped plan of " + service + " cannot be read", e);
    }
  }
}

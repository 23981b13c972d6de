package io.tripline.history;

import io.tripline.ledger.Slices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small history on disk: a service over some days, one bill a day, and all that can be wrong. */
public final class Histories {
  /** The plan of its service. */
  public static final String PLAN =
      """
      serviceId: cloud
      version: 1
      recordedAt: 2026-01-05T08:00:00Z
      name: Cloud
      objective: MARGIN_PROTECTION
      mayOverride: [cfo]
      currency: USD
      calendar: office-us
      unit: {name: assessment, ticketTypes: [ASSESSMENT], value: 1000.00}
      baseline:
        unitsPerWeek: 10
        spendPerWeek: {CLOUD: 700.00}
      targets:
        - {id: cloud-cost, metric: cost, window: DAY, atMost: 150.00, critical: 500.00, during: ALWAYS}
      killSwitch:
        - id: overspend
          when: [{metric: cost, window: PLAN, above: 125%, of: EITHER}]
          during: ALWAYS
          action: DEFUND
      """;

  private static final String CALENDARS =
      """
      office-us:
        zone: America/New_York
        days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]
        open: "09:00"
        close: "17:00"
      """;

  private Histories() {}

  /** Writes it into a directory. */
  public static Path write(Path root) throws IOException {
    Files.createDirectories(root.resolve("plans"));
    Files.writeString(root.resolve("plans/cloud.yaml"), PLAN);
    Files.writeString(root.resolve("plans/broken.yaml"), "serviceId: x\nversion: none\n");
    Files.writeString(root.resolve("calendars.yaml"), CALENDARS);
    StringBuilder cost = new StringBuilder();
    for (int day = 12; day >= 5; day--) {
      cost.append(cost("c-" + day, day, day < 9 ? "100.00" : "900.00")).append("\r\n");
    }
    cost.append('\n').append(cost("c-7", 7, "100.00")).append('\n');
    cost.append("{\"type\":\"CostRecorded\"\n");
    cost.append(cost("c-euro", 7, "1.00").replace("USD", "EUR")).append('\n');
    cost.append(cost("c-odd", 7, "1.00").replace("\"type\"", "\"colour\":\"red\",\"type\""));
    Files.write(root.resolve("cost.jsonl"), withBrokenLine(cost.toString()));
    Files.writeString(
        root.resolve("governance.jsonl"),
        """
        {"type":"PlanPublished","source":"pmo","eventId":"p-1",%s}
        """
            .formatted(
                """
                "serviceId":"cloud","version":1,"recordedAt":"2026-01-06T08:00:00Z","name":"Cloud",\
                "objective":"MARGIN_PROTECTION","currency":"USD","baseline":{"unitsPerWeek":"10"}\
                """));
    return root;
  }

  /** A replay of all of it. */
  public static ReplayRequest request(Path history, Path out, int parallelism) {
    return new ReplayRequest(history, out, null, null, "USD", parallelism, Slices.FIVE_MINUTES);
  }

  private static String cost(String eventId, int day, String amount) {
    return """
    {"type":"CostRecorded","source":"erp","eventId":"%s","recordedAt":"2026-01-%02dT23:00:00Z",\
    "serviceId":"cloud","category":"CLOUD","amount":"%s","currency":"USD",\
    "chargePeriodStart":"2026-01-%02dT00:00:00Z","chargePeriodEnd":"2026-01-%02dT00:00:00Z"}\
    """
        .formatted(eventId, day, amount, day, day + 1);
  }

  private static byte[] withBrokenLine(String text) {
    byte[] lines = (text + "\n\"?\"\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = lines[i] == '?' ? (byte) 0xFF : lines[i];
    }
    return lines;
  }
}

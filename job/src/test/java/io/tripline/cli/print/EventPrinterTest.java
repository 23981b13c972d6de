package io.tripline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.schemas.EventJson;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class EventPrinterTest {
  private static final String DIVERTED =
      """
      {"eventId":"e-1","type":"variance","transition":"%s","serviceId":"cloud-migration",\
      "asOf":"2026-01-20T10:55:00Z","planVersion":1,"incidentId":"i-1","targetId":"fidelity",\
      "metric":"diversion","window":"HOUR","windowStart":"2026-01-20T09:55:00Z",\
      "windowEnd":"2026-01-20T10:55:00Z","actual":"0.301","target":"0.2","excess":"0.101",\
      "severity":"CRITICAL","since":"2026-01-20T10:45:00Z","openedAt":"2026-01-20T10:55:00Z",\
      "leaves":[{"name":"DIVERTED","of":"legacy-support","amount":"6501600","unit":"MILLISECONDS"},\
      {"name":"OTHER","amount":"0","unit":"MILLISECONDS"},\
      {"name":"ALLOWANCE","amount":"-4320000","unit":"MILLISECONDS"}],\
      "flows":[{"direction":"OUT","personId":"boris","role":"senior-architect",\
      "from":"cloud-migration","to":"legacy-support","ms":2052000,"cost":"68.40",\
      "plannedValue":"171.00"}],"accrued":"0","headline":"Too much of it went elsewhere."}\
      """;

  private static final String OVERRUN =
      """
      {"eventId":"e-2","type":"kill-switch","transition":"OVERRUN","serviceId":"cloud-migration",\
      "asOf":"2026-01-23T16:00:00Z","planVersion":1,"ruleId":"zombie","action":"DEFUND",\
      "mode":"ENFORCE","trippedAt":"2026-01-21T16:00:00Z","observed":[],\
      "cost":{"day":"3310.73","sinceTrip":"6675.594"},"headline":"It still costs."}\
      """;

  private final EventPrinter plain = new EventPrinter(Ansi.OFF);

  @Test
  void anOpenedVarianceSaysWhyInPartsThatSum() throws Exception {
    assertThat(plain.lines(diverted("OPENED")))
        .containsExactly(
            "",
            "Tue 20 Jan 10:55  OPENED critical     cloud-migration / fidelity",
            "    Too much of it went elsewhere.",
            "           +1.81 h  worked for legacy-support",
            "           -1.20 h  what the target allows",
            "           +0.61 h  = beyond the target",
            "      boris (senior-architect) -> legacy-support: 34 min, costs 68.40, planned to earn"
                + " 171.00");
  }

  @Test
  void oneThatGoesOnIsALine() throws Exception {
    assertThat(plain.lines(diverted("UPDATED")))
        .containsExactly(
            "Tue 20 Jan 10:55  still open          cloud-migration / fidelity  diversion 30.1 %,"
                + " target 20.0 %");
  }

  @Test
  void aMetricOfALaterVersionIsPrintedAsItStands() throws Exception {
    ServiceEvent event = diverted("UPDATED");
    ((Variance) event.getBody()).setMetric("customer_mood");

    assertThat(plain.lines(event))
        .containsExactly(
            "Tue 20 Jan 10:55  still open          cloud-migration / fidelity  customer mood 0.301,"
                + " target 0.2");
  }

  @Test
  void oneThatIsOverNeedsNoReasons() throws Exception {
    assertThat(plain.lines(diverted("RESOLVED")))
        .containsExactly(
            "",
            "Tue 20 Jan 10:55  RESOLVED            cloud-migration / fidelity",
            "    Too much of it went elsewhere.");
  }

  @Test
  void anOverrunSaysWhatWasSpent() throws Exception {
    assertThat(plain.lines(EventJson.read(OVERRUN)))
        .containsExactly(
            "Fri 23 Jan 16:00  overrun             cloud-migration / zombie  3,310.73 spent in 24"
                + " hours, 6,675.59 since it tripped");
  }

  @Test
  void colourIsThereIfTheTerminalHasIt() throws Exception {
    assertThat(String.join("", new EventPrinter(Ansi.ON).lines(diverted("OPENED"))))
        .contains("\u001b[");
    assertThat(String.join("", plain.lines(diverted("OPENED")))).doesNotContain("\u001b");
  }

  private static ServiceEvent diverted(String transition) throws Exception {
    return EventJson.read(DIVERTED.formatted(transition));
  }
}

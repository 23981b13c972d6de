package io.tripline.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.oracle.RandomHistory;
import io.tripline.outlet.PlanRecords;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {
  private static final String COST =
      """
      {"type":"CostRecorded","source":"erp","eventId":"c-1","recordedAt":"2026-01-05T15:10:00Z",\
      "serviceId":"s","category":"CLOUD","amount":"14.88","currency":"USD",\
      "chargePeriodStart":"2026-01-05T14:00:00Z","chargePeriodEnd":"2026-01-05T15:00:00Z"}\
      """;
  private static final String WORK =
      """
      {"type":"TicketChanged","source":"jira","eventId":"t-9","recordedAt":"2026-01-05T15:12:09Z",\
      "occurredAt":"2026-01-05T15:12:00Z","serviceId":"s","ticketId":"LEG-77","ticketType":"INCIDENT",\
      "change":{"type":"Work","workId":"w-31","personId":"p-3","basis":"LOGGED",\
      "start":"2026-01-05T15:12:00Z","end":"2026-01-05T16:12:00Z"}}\
      """;
  private static final String ALLOCATION =
      """
      {"type":"AllocationChanged","source":"psa","eventId":"a-4","recordedAt":"2026-01-02T10:00:00Z",\
      "allocationId":"al-4","personId":"p-3","role":"architect","serviceId":"s","fraction":"1.0",\
      "hourlyCost":"120.00","currency":"USD","calendar":"office","start":"2026-01-05T00:00:00Z",\
      "end":"2026-02-05T00:00:00Z"}\
      """;
  private static final String PLAN =
      """
      {"type":"PlanPublished","source":"pmo","eventId":"p-1","serviceId":"s","version":1,\
      "recordedAt":"2026-01-05T08:00:00Z","name":"S","objective":"MARGIN_PROTECTION","currency":"USD",\
      "baseline":{"unitsPerWeek":"0"},"targets":[{"id":"m","metric":"margin","window":"DAY",\
      "atLeast":"BASELINE","warn":"10%"}]}\
      """;
  private static final String COMMAND =
      """
      {"type":"KillSwitchCommand","source":"board","eventId":"k-1","recordedAt":"2026-01-09T12:00:00Z",\
      "commandId":"cmd-1","serviceId":"s","ruleId":"zombie","action":"OVERRIDE",\
      "until":"2026-01-16T12:00:00Z","by":"cfo","reason":"see minutes"}\
      """;

  /**
   * What random plans hold that no plan file may: what a ledger must bear, people need not write.
   */
  private static final String[] NOT_WRITTEN_BY_PEOPLE = {
    "again; put both entries into one", "is \"PT-"
  };

  private final Intake intake = new Intake("USD", Calendars.standard());

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyFactComesThroughUnchangedAsRecordAsBytesAndAsLine(long seed) throws Exception {
    RandomHistory history = RandomHistory.withRefusable(seed);
    Intake random = new Intake("EUR", history.settings().calendars());
    SingleObjectCodec codec = new SingleObjectCodec();
    Stream<Fact> facts = Stream.concat(history.facts().stream(), history.refusable().stream());
    for (Fact fact : (Iterable<Fact>) facts::iterator) {
      if (fact instanceof PlanPublished published) {
        assertSamePlan(published, random);
      } else {
        SpecificRecord written = FactRecords.of(fact, "EUR");

        assertThat(random.fact(written)).isEqualTo(fact);
        assertThat(random.fact(codec.decode(codec.encode(written)))).isEqualTo(fact);
        assertThat(random.fact(FactJson.read(avro(fact.feed()), FactJson.write(written))))
            .isEqualTo(fact);
      }
    }
  }

  private static void assertSamePlan(PlanPublished published, Intake intake) throws Exception {
    SpecificRecord written =
        new io.tripline.schemas.avro.PlanPublished(
            published.id().source(),
            published.id().eventId(),
            Instant.ofEpochMilli(published.recordedAt()),
            PlanRecords.of(published.plan(), "EUR"));

    Fact read;
    try {
      read = intake.fact(written);
    } catch (RefusedException refused) {
      assertThat(refused.reason()).isEqualTo(RefusalReason.PLAN_REFUSED);
      assertThat(refused.getMessage()).containsAnyOf(NOT_WRITTEN_BY_PEOPLE);
      return;
    }
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        // What a percentage is of means nothing where there is none.
        .ignoringFieldsMatchingRegexes("plan\\.rules.*\\.of")
        .isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COST       | "c-1"                  | " c-1"                 | INVALID_FIELD     | eventId           | which has blanks around it; take them away
          COST       | "erp"                  | ""                     | INVALID_FIELD     | source            | which names nothing
          COST       | "2026-01-05T15:10:00Z" | "1985-01-05T15:10:00Z" | INVALID_FIELD     | recordedAt        | not between 1990 and 2099
          COST       | "2026-01-05T15:10:00Z" | "2100-01-01T00:00:00Z" | INVALID_FIELD     | recordedAt        | not between 1990 and 2099
          COST       | "14.88"                | "100000000000.01"      | OVERFLOW          | amount            | larger than 100000000000
          COST       | "14.88"                | "-100000000000.01"     | OVERFLOW          | amount            | larger than 100000000000
          COST       | "14.88"                | "14.8800001"           | TOO_FINE          | amount            | round it
          COST       | "USD"                  | "EUR"                  | WRONG_CURRENCY    | currency          | but this job counts in USD; convert it
          COST       | "2026-01-05T15:00:00Z" | "2026-01-05T13:00:00Z" | REVERSED_INTERVAL | chargePeriodEnd   | before the start at 2026-01-05T14:00:00Z
          COST       | CostRecorded           | CostRecordet           | UNKNOWN_TYPE      | type              | feed cost carries CostRecorded
          COST       | "category":"CLOUD",    | ''                     | MISSING_FIELD     | category          | is missing
          COST       | {                      | [                      | UNREADABLE        | ''                | this is no JSON
          TICKET     | "end":"2026-01-05T16   | "end":"2026-01-05T14   | REVERSED_INTERVAL | change.end        | before the start
          TICKET     | ,"end":"2026-01-05T16:12:00Z" | ''              | MISSING_FIELD     | change.end        | LOGGED work has an end
          TICKET     | "w-31"                 | "w\\u0007"             | INVALID_FIELD     | change.workId     | cannot be seen
          TICKET     | "LEG-77"               | "\\ue000"              | INVALID_FIELD     | ticketId          | cannot be seen
          ALLOCATION | "1.0"                  | "0"                    | INVALID_FIELD     | fraction          | above 0 and at most 1
          ALLOCATION | "1.0"                  | "1.000001"             | INVALID_FIELD     | fraction          | above 0 and at most 1
          ALLOCATION | "120.00"               | "-0.01"                | INVALID_FIELD     | hourlyCost        | write 0 or more
          ALLOCATION | "office"               | "offize"               | UNKNOWN_CALENDAR  | calendar          | write one of [always, office], or define it in calendars.yaml
          ALLOCATION | "2026-02-05            | "2026-01-04            | REVERSED_INTERVAL | end               | before the start
          GOVERNANCE | "warn":"10%"           | "warn":"10%","clear":"20%" | PLAN_REFUSED  | targets[0].clear  | more than warn (10 %)
          GOVERNANCE | "version":1            | "version":"1"          | PLAN_REFUSED      | version           | which is no version
          GOVERNANCE | "USD"                  | "EUR"                  | PLAN_REFUSED      | currency          | money is counted in USD here
          GOVERNANCE | "name":"S"             | "nam":"S"              | PLAN_REFUSED      | nam               | did you mean 'name'?
          """)
  void saysWhatIsWrong(
      Feed feed,
      String piece,
      String replacement,
      RefusalReason reason,
      String field,
      String message) {
    RefusedException refused = refusal(feed, line(feed).replace(piece, replacement));

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.field().orElse("")).isEqualTo(field);
    assertThat(refused).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ,"until":"2026-01-16T12:00:00Z" | ''      | MISSING_FIELD | until | when the override ends
          "OVERRIDE"                      | "REARM" | INVALID_FIELD | until | only an OVERRIDE has an end
          """)
  void anOverrideHasAnEndAndNothingElseHas(
      String piece, String replacement, RefusalReason reason, String field, String message) {
    RefusedException refused = refusal(Feed.GOVERNANCE, COMMAND.replace(piece, replacement));

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.field()).hasValue(field);
    assertThat(refused).hasMessageContaining(message);
  }

  @Test
  void theLinesThatTheseTestsSpoilAreGood() throws Exception {
    for (Feed feed : Feed.values()) {
      assertThat(read(feed, line(feed)).feed()).isEqualTo(feed);
    }
    assertThat(read(Feed.GOVERNANCE, COMMAND).serviceId()).isEqualTo("s");
  }

  @Test
  void aPlanIsTheSameAsFileAsLineAndAsRecord() throws Exception {
    PlanPublished line = (PlanPublished) read(Feed.GOVERNANCE, PLAN);
    PlanPublished file =
        (PlanPublished)
            intake.planFile(
                """
                serviceId: s
                version: 1
                recordedAt: 2026-01-05T08:00:00Z
                name: S
                objective: MARGIN_PROTECTION
                currency: USD
                baseline: {unitsPerWeek: 0}
                targets: [{id: m, metric: margin, window: DAY, atLeast: BASELINE, warn: 10%}]
                """);

    assertThat(file.plan()).isEqualTo(line.plan());
    assertThat(file.recordedAt()).isEqualTo(line.recordedAt());
    assertThat(file.id().source()).isEqualTo("plans");
    assertThat(file.id().eventId()).isEqualTo("s@1");
    assertThat(line.id().source()).isEqualTo("pmo");
  }

  @Test
  void aPlanFileIsRefusedWithItsLines() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> intake.planFile("serviceId: s\nversion: x\n"));

    assertThat(refused.reason()).isEqualTo(RefusalReason.PLAN_REFUSED);
    assertThat(refused).hasMessageContaining("; also, line 2, column 10: 'version' is \"x\"");
  }

  @Test
  void whatIsNoFactIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> intake.fact(new io.tripline.schemas.avro.Opened()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private RefusedException refusal(Feed feed, String line) {
    return catchThrowableOfType(RefusedException.class, () -> read(feed, line));
  }

  private Fact read(Feed feed, String line) throws RefusedException {
    try {
      return intake.fact(FactJson.read(avro(feed), line));
    } catch (FormatException e) {
      throw RefusedException.of(e);
    }
  }

  private static io.tripline.schemas.avro.Feed avro(Feed feed) {
    return io.tripline.schemas.avro.Feed.valueOf(feed.name());
  }

  private static String line(Feed feed) {
    return switch (feed) {
      case COST -> COST;
      case TICKET -> WORK;
      case ALLOCATION -> ALLOCATION;
      case GOVERNANCE -> PLAN;
    };
  }
}

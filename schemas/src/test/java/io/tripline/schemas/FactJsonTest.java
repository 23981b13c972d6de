package io.tripline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import io.tripline.schemas.avro.Resolved;
import io.tripline.schemas.avro.TicketChanged;
import io.tripline.schemas.avro.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactJsonTest {
  private static final int RECORDS = 500;
  private static final int LONGEST_MESSAGE = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COST =
      """
      {"type":"CostRecorded","source":"erp","eventId":"c-1","recordedAt":"2026-01-05T15:10:00Z",\
      "serviceId":"s","category":"CLOUD","amount":"14.880000","currency":"USD",\
      "chargePeriodStart":"2026-01-05T14:00:00Z","chargePeriodEnd":"2026-01-05T15:00:00Z"}\
      """;
  private static final String TICKET =
      """
      {"type":"TicketChanged","source":"jira","eventId":"t-1","recordedAt":"2026-01-05T15:10:00Z",\
      "occurredAt":"2026-01-05T15:09:00Z","serviceId":"s","ticketId":"T-1","ticketType":"TASK",\
      "change":{"type":"Opened"}}\
      """;
  private static final String ALLOCATION =
      """
      {"type":"AllocationChanged","source":"psa","eventId":"a-1","recordedAt":"2026-01-05T15:10:00Z",\
      "allocationId":"al-1","personId":"p","role":"r","serviceId":"s","fraction":"0.5",\
      "hourlyCost":"120","currency":"USD","start":"2026-01-05T00:00:00Z"}\
      """;

  @ParameterizedTest
  @EnumSource(value = FactType.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAN_PUBLISHED")
  void whatIsWrittenIsReadBack(FactType type) throws FormatException {
    Schema schema = SpecificData.get().getSchema(type.recordClass());
    for (long seed = 1; seed <= RECORDS; seed++) {
      SpecificRecord fact = new RandomRecords(seed).record(schema);
      String line = FactJson.write(fact);
      assertThat(FactJson.read(type.feed(), line))
          .as("seed %d: %s", seed, line)
          .isEqualTo(new FactLine.Plain(fact, List.of()));
      assertThat(FactJson.read(type.feed(), line.getBytes(UTF_8)))
          .as("seed %d, in UTF-8: %s", seed, line)
          .isEqualTo(new FactLine.Plain(fact, List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "14.880000"          | 14.880000
          14.88                | 14.880000
          14                   | 14.000000
          -5.5                 | -5.500000
          "-5.5"               | -5.500000
          "+3."                | 3.000000
          ".5"                 | 0.500000
          "-0"                 | 0.000000
          "0.1000000000"       | 0.100000
          1E2                  | 100.000000
          "1e-6"               | 0.000001
          0E-999999            | 0.000000
          9223372036854.775807 | 9223372036854.775807
          -9223372036854.775808 | -9223372036854.775808
          0.1                  | 0.100000
          123456789012.123456  | 123456789012.123456
          """)
  void readsDecimalsDigitByDigit(String written, BigDecimal read) throws FormatException {
    assertThat(cost(with(COST, "/amount", written)).getAmount()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "2026-01-05T15:10:00Z"           | 2026-01-05T15:10:00Z
          "2026-01-05T16:10:00+01:00"      | 2026-01-05T15:10:00Z
          "2026-01-05T10:10-05:00"         | 2026-01-05T15:10:00Z
          "2026-01-05T15:10:00.1239999Z"   | 2026-01-05T15:10:00.123Z
          "1969-12-31T23:59:59.9999Z"      | 1969-12-31T23:59:59.999Z
          1767625800000                    | 2026-01-05T15:10:00Z
          1767625800000.9                  | 2026-01-05T15:10:00Z
          1.7676258E12                     | 2026-01-05T15:10:00Z
          0                                | 1970-01-01T00:00:00Z
          -0.5                             | 1969-12-31T23:59:59.999Z
          """)
  void readsTimesOfAnyOffsetAndMilliseconds(String written, Instant read) throws FormatException {
    assertThat(cost(with(COST, "/recordedAt", written)).getRecordedAt()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /amount            | null                   | MISSING_FIELD
          /amount            | "abc"                  | INVALID_FIELD
          /amount            | ""                     | INVALID_FIELD
          /amount            | " 1"                   | INVALID_FIELD
          /amount            | "1,5"                  | INVALID_FIELD
          /amount            | "1_000"                | INVALID_FIELD
          /amount            | "0x10"                 | INVALID_FIELD
          /amount            | "NaN"                  | INVALID_FIELD
          /amount            | "Infinity"             | INVALID_FIELD
          /amount            | "."                    | INVALID_FIELD
          /amount            | "1E9999999999"         | INVALID_FIELD
          /amount            | "١٢"                   | INVALID_FIELD
          /amount            | true                   | INVALID_FIELD
          /amount            | {}                     | INVALID_FIELD
          /amount            | [1]                    | INVALID_FIELD
          /amount            | "0.0000001"            | TOO_FINE
          /amount            | 0.0000001              | TOO_FINE
          /amount            | 1.0000001              | TOO_FINE
          /amount            | "1E-999999999"         | TOO_FINE
          /amount            | 1E-99999               | TOO_FINE
          /amount            | "9223372036854.775808" | OVERFLOW
          /amount            | -9223372036854.775809  | OVERFLOW
          /amount            | 99999999999999999999   | OVERFLOW
          /amount            | 1E99999                | OVERFLOW
          /amount            | "1E999999999"          | OVERFLOW
          /recordedAt        | null                   | MISSING_FIELD
          /recordedAt        | "2026-01-05"           | INVALID_FIELD
          /recordedAt        | "2026-01-05T15:10:00"  | INVALID_FIELD
          /recordedAt        | "2026-02-30T15:10:00Z" | INVALID_FIELD
          /recordedAt        | "5 Jan 2026"           | INVALID_FIELD
          /recordedAt        | "1767625800000"        | INVALID_FIELD
          /recordedAt        | "+999999999-12-31T23:59:59Z" | INVALID_FIELD
          /recordedAt        | 1E99                   | INVALID_FIELD
          /recordedAt        | 99999999999999999999   | INVALID_FIELD
          /recordedAt        | 1E-99999               | INVALID_FIELD
          /recordedAt        | false                  | INVALID_FIELD
          /serviceId         | null                   | MISSING_FIELD
          /serviceId         | 7                      | INVALID_FIELD
          /serviceId         | ["s"]                  | INVALID_FIELD
          /serviceId         | "half \\ud83d"         | INVALID_FIELD
          /serviceId         | "\\ude80 half"         | INVALID_FIELD
          /category          | null                   | MISSING_FIELD
          /category          | "COFFEE"               | INVALID_FIELD
          /category          | "cloud"                | INVALID_FIELD
          /category          | 1                      | INVALID_FIELD
          /description       | 5                      | INVALID_FIELD
          /type              | null                   | MISSING_FIELD
          /type              | 5                      | INVALID_FIELD
          /type              | "Coffee"               | UNKNOWN_TYPE
          /type              | "costrecorded"         | UNKNOWN_TYPE
          /type              | "TicketChanged"        | UNKNOWN_TYPE
          """)
  void saysWhatIsWrongWithAField(String pointer, String value, Fault fault) {
    assertRefused(Feed.COST, with(COST, pointer, value), fault, pointer.substring(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /change            | null                                  | MISSING_FIELD | change
          /change            | "Opened"                              | INVALID_FIELD | change
          /change            | []                                    | INVALID_FIELD | change
          /change            | {}                                    | MISSING_FIELD | change.type
          /change            | {"type":"Closed"}                     | INVALID_FIELD | change.type
          /change            | {"type":"Resolved","billed":"x"}      | INVALID_FIELD | change.billed
          /change            | {"type":"Resolved","billed":1e-9}     | TOO_FINE      | change.billed
          /change            | {"type":"Decided"}                    | MISSING_FIELD | change.decision
          /change            | {"type":"Decided","decision":"MAYBE"} | INVALID_FIELD | change.decision
          /change            | {"type":"HandedOff","fromTeam":"a"}   | MISSING_FIELD | change.toTeam
          /change            | {"type":"Work","workId":"w"}          | MISSING_FIELD | change.personId
          /change            | {"type":"Work","workId":"w","personId":"p","basis":"GUESSED"} | INVALID_FIELD | change.basis
          /change            | {"type":"Work","workId":"w","personId":"p","basis":"LOGGED","start":"now"} | INVALID_FIELD | change.start
          /change            | {"type":"Work","workId":"w","personId":"p","basis":"LOGGED","start":0,"end":"now"} | INVALID_FIELD | change.end
          /change            | {"type":"Work","workId":"w","personId":"p","basis":"LOGGED","start":0,"withdrawn":"yes"} | INVALID_FIELD | change.withdrawn
          """)
  void saysWhatIsWrongInside(String pointer, String value, Fault fault, String field) {
    assertRefused(Feed.TICKET, with(TICKET, pointer, value), fault, field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "7",
        "\"text\"",
        "[]",
        "[{}]",
        "{",
        "}",
        "{}}",
        "{} {}",
        "{'type':'CostRecorded'}",
        "{type:\"CostRecorded\"}",
        "{\"type\":\"CostRecorded\",}",
        "{\"type\":\"CostRecorded\"} // really",
        "{\"type\":\"CostRecorded\",\"type\":\"CostRecorded\"}",
        "{\"amount\":NaN}",
        "{\"amount\":01}",
        "{\"amount\":1.}",
        "{\"serviceId\":\"a\u0000b\"}",
        "{\"serviceId\":\"a\tb\"}",
        "\u0000",
        "source,eventId,amount"
      })
  void saysThatSomethingIsNoJsonObject(String line) {
    assertRefused(Feed.COST, line, Fault.UNREADABLE, null);
    assertRefused(Feed.COST, line.getBytes(UTF_8), Fault.UNREADABLE, null);
  }

  @Test
  void noPartOfALineIsALine() {
    for (int length = 0; length < COST.length(); length++) {
      assertRefused(Feed.COST, COST.substring(0, length), Fault.UNREADABLE, null);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreUnreadable() {
    byte[] line = COST.replace("\"erp\"", "\"?rp\"").getBytes(UTF_8);
    for (int broken : new int[] {0x80, 0xC0, 0xE9, 0xFE, 0xFF}) {
      byte[] bytes = line.clone();
      bytes[COST.indexOf("erp")] = (byte) broken;
      assertRefused(Feed.COST, bytes, Fault.UNREADABLE, null);
    }
  }

  @Test
  void depthAndLengthHaveLimits() {
    String deep = "{\"a\":".repeat(100_000);
    assertRefused(Feed.COST, deep, Fault.UNREADABLE, null);
    assertRefused(Feed.COST, "[".repeat(100_000), Fault.UNREADABLE, null);
    String digits = "9".repeat(100_000);
    assertRefused(
        Feed.COST, with(COST, "/amount", '"' + digits + '"'), Fault.INVALID_FIELD, "amount");
    assertRefused(Feed.COST, COST.replace("\"14.880000\"", digits), Fault.UNREADABLE, null);
    assertRefused(Feed.COST, COST.replace("\"14.880000\"", "0." + digits), Fault.UNREADABLE, null);
  }

  @Test
  void messagesStayShortWhateverTheInput() {
    String huge = "x".repeat(1_000_000);
    assertRefused(Feed.COST, with(COST, "/type", '"' + huge + '"'), Fault.UNKNOWN_TYPE, "type");
    assertRefused(
        Feed.COST, with(COST, "/category", '"' + huge + '"'), Fault.INVALID_FIELD, "category");
    assertRefused(
        Feed.COST, with(COST, "/serviceId", "9".repeat(900)), Fault.INVALID_FIELD, "serviceId");
    assertRefused(Feed.COST, huge, Fault.UNREADABLE, null);
    assertRefused(
        Feed.COST, "{\"%1$s\":1,\"%1$s\":2}".formatted("x".repeat(40_000)), Fault.UNREADABLE, null);
  }

  @Test
  void takesTextAsItIs() throws FormatException {
    for (String text : List.of("", " ", "a\\u0000b", "🚀", "\\ud83d\\ude80", "\\u2028", "größe")) {
      String line = with(COST, "/serviceId", '"' + text + '"');
      assertThat(cost(line).getServiceId())
          .isEqualTo(
              text.replace("\\u0000", "\0")
                  .replace("\\ud83d\\ude80", "🚀")
                  .replace("\\u2028", "\u2028"));
    }
  }

  @Test
  void namesTheFieldsThatItDoesNotKnow() throws FormatException {
    String line =
        with(with(with(TICKET, "/colour", "1"), "/change/colour", "{\"x\":1}"), "/Source", "null");
    FactLine.Plain read = plain(Feed.TICKET, line);
    assertThat(read.unknownFields()).containsExactly("colour", "Source", "change.colour");
    assertThat(read.fact()).isEqualTo(plain(Feed.TICKET, TICKET).fact());
  }

  @Test
  void fieldsOfAnotherChangeAreUnknown() throws FormatException {
    String line = with(TICKET, "/change/billed", "\"5\"");
    FactLine.Plain read = plain(Feed.TICKET, line);
    assertThat(read.unknownFields()).containsExactly("change.billed");
  }

  @Test
  void nullIsAsGoodAsNothing() throws FormatException {
    assertThat(FactJson.read(Feed.COST, with(COST, "/description", "null")))
        .isEqualTo(FactJson.read(Feed.COST, COST));
    TicketChanged resolved =
        (TicketChanged)
            plain(Feed.TICKET, with(TICKET, "/change", "{\"type\":\"Resolved\",\"billed\":null}"))
                .fact();
    assertThat(resolved.getChange()).isEqualTo(new Resolved(null));
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws FormatException {
    AllocationChanged allocation = (AllocationChanged) plain(Feed.ALLOCATION, ALLOCATION).fact();
    assertThat(allocation.getCalendar()).isEqualTo("office");
    assertThat(allocation.getEnd()).isNull();
    assertThat(allocation.getWithdrawn()).isFalse();
    String work =
        "{\"type\":\"Work\",\"workId\":\"w\",\"personId\":\"p\",\"basis\":\"STATUS\",\"start\":0}";
    TicketChanged changed =
        (TicketChanged) plain(Feed.TICKET, with(TICKET, "/change", work)).fact();
    assertThat((Work) changed.getChange())
        .satisfies(
            read -> {
              assertThat(read.getEnd()).isNull();
              assertThat(read.getWithdrawn()).isFalse();
            });
  }

  @Test
  void plansAreHandedOnAsDocuments() throws FormatException {
    String line =
        """
        {"type":"PlanPublished","source":"pmo","eventId":"p-1","serviceId":"s","version":"one"}\
        """;
    FactLine.PlanDocument read = (FactLine.PlanDocument) FactJson.read(Feed.GOVERNANCE, line);
    assertThat(read.source()).isEqualTo("pmo");
    assertThat(read.eventId()).isEqualTo("p-1");
    assertThat(read.document().toString()).isEqualTo("{\"serviceId\":\"s\",\"version\":\"one\"}");
    assertRefused(
        Feed.GOVERNANCE, line.replace("\"source\":\"pmo\",", ""), Fault.MISSING_FIELD, "source");
    assertRefused(Feed.COST, line, Fault.UNKNOWN_TYPE, "type");
  }

  @Test
  void readingDoesNotChangeTheTree() throws FormatException, JsonProcessingException {
    String line = "{\"type\":\"PlanPublished\",\"source\":\"a\",\"eventId\":\"b\",\"x\":1}";
    ObjectNode tree = (ObjectNode) JSON.readTree(line);
    FactJson.read(Feed.GOVERNANCE, tree);
    assertThat(tree.toString()).isEqualTo(line);
  }

  @Test
  void brokenLinesAreRefusedAndNothingWorse() {
    Random random = new Random(20_260_105);
    for (int i = 0; i < 20_000; i++) {
      byte[] line = (i % 2 == 0 ? TICKET : COST).getBytes(UTF_8);
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        line[random.nextInt(line.length)] = (byte) random.nextInt(256);
      }
      try {
        FactJson.read(i % 2 == 0 ? Feed.TICKET : Feed.COST, line);
      } catch (FormatException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
      }
    }
  }

  @Test
  void writesFactsOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FactJson.write(new Header("key", null)))
        .withMessageContaining("is no fact");
  }

  private static FactLine.Plain plain(Feed feed, String line) throws FormatException {
    return (FactLine.Plain) FactJson.read(feed, line);
  }

  private static CostRecorded cost(String line) throws FormatException {
    return (CostRecorded) plain(Feed.COST, line).fact();
  }

  /** The line with another value at a place, spelled as given: numbers keep their digits. */
  private static String with(String line, String pointer, String value) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(line);
      int last = pointer.lastIndexOf('/');
      JsonNode parent = tree.at(pointer.substring(0, last));
      ((ObjectNode) parent).put(pointer.substring(last + 1), "@@");
      return JSON.writeValueAsString(tree).replace("\"@@\"", value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  private static void assertRefused(Feed feed, String line, Fault fault, String field) {
    assertRefused(() -> FactJson.read(feed, line), fault, field);
  }

  private static void assertRefused(Feed feed, byte[] line, Fault fault, String field) {
    assertRefused(() -> FactJson.read(feed, line), fault, field);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, Fault fault, String field) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(reading)
        .satisfies(
            refusal -> {
              assertThat(refusal.fault()).isEqualTo(fault);
              assertThat(refusal.field().orElse(null)).isEqualTo(field);
              assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
              if (field != null && fault != Fault.UNKNOWN_TYPE) {
                assertThat(refusal.getMessage()).startsWith("'" + field + "' ");
              }
            });
  }
}

package io.tripline.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.schemas.avro.CategoryAmount;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Diverted;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Header;
import io.tripline.schemas.avro.Leaf;
import io.tripline.schemas.avro.LeafUnit;
import io.tripline.schemas.avro.Planned;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.Statement;
import io.tripline.schemas.avro.Variance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Events, statements, states and dead letters as JSON; README.md has an example of each. */
class OutputsJsonTest {
  private static final int RECORDS = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What there is to say, each with its codec. */
  private enum Output {
    EVENT("variance"),
    SWITCH("overridden"),
    STATEMENT("statement"),
    STATE("state"),
    DEAD_LETTER("dead-letter");

    private final String example;

    Output(String example) {
      this.example = example;
    }

    String write(SpecificRecord record) {
      return switch (this) {
        case EVENT, SWITCH -> EventJson.write((ServiceEvent) record);
        case STATEMENT -> StatementJson.write((Statement) record);
        case STATE -> StateJson.write((ServiceState) record);
        case DEAD_LETTER -> DeadLetterJson.write((DeadLetter) record);
      };
    }

    SpecificRecord read(String line) throws FormatException {
      return switch (this) {
        case EVENT, SWITCH -> EventJson.read(line);
        case STATEMENT -> StatementJson.read(line);
        case STATE -> StateJson.read(line);
        case DEAD_LETTER -> DeadLetterJson.read(line);
      };
    }

    SpecificRecord random(long seed) {
      RandomRecords records = new RandomRecords(seed);
      return switch (this) {
        case EVENT, SWITCH ->
            wholeMilliseconds((ServiceEvent) records.record(ServiceEvent.getClassSchema()));
        case STATEMENT ->
            asWritten((Statement) records.record(Statement.getClassSchema()), new Random(seed));
        case STATE -> records.record(ServiceState.getClassSchema());
        case DEAD_LETTER -> records.record(DeadLetter.getClassSchema());
      };
    }

    ObjectNode exampleTree() {
      try {
        return (ObjectNode) JSON.readTree(Readme.example(example));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(example, e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Output.class)
  void whatIsWrittenIsReadBack(Output output) throws FormatException {
    for (long seed = 1; seed <= RECORDS; seed++) {
      SpecificRecord record = output.random(seed);
      String line = output.write(record);
      assertThat(line).as("seed %d", seed).doesNotContain("\n").startsWith("{");
      assertThat(output.read(line)).as("seed %d: %s", seed, line).isEqualTo(record);
      assertThat(output.write(output.read(line))).as("seed %d", seed).isEqualTo(line);
    }
  }

  @ParameterizedTest
  @EnumSource(Output.class)
  void whatALaterVersionAddsIsPassedOver(Output output) throws FormatException {
    ObjectNode later = output.exampleTree();
    SpecificRecord now = output.read(later.toString());
    later.put("region", "here").putObject("more").put("x", 1);
    for (String list : List.of("leaves", "flows", "observed", "targets", "rules")) {
      if (later.get(list) instanceof ArrayNode items) {
        items.forEach(item -> ((ObjectNode) item).put("region", "here"));
      }
    }
    assertThat(output.read(later.toString())).isEqualTo(now);
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void saysWhichFieldIsMissing(Output output, String field) {
    ObjectNode tree = output.exampleTree();
    tree.remove(field);
    assertRefused(output, tree, Fault.MISSING_FIELD, field);
  }

  @ParameterizedTest
  @EnumSource(Output.class)
  void noPartOfALineIsALine(Output output) {
    String line = output.exampleTree().toString();
    for (int length = 0; length < line.length(); length++) {
      String part = line.substring(0, length);
      assertThatExceptionOfType(FormatException.class)
          .isThrownBy(() -> output.read(part))
          .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.UNREADABLE));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          EVENT       | type         | "incident"       | UNKNOWN_TYPE  | type
          EVENT       | asOf         | "now"            | INVALID_FIELD | asOf
          EVENT       | planVersion  | "1"              | INVALID_FIELD | planVersion
          EVENT       | planVersion  | 1.5              | INVALID_FIELD | planVersion
          EVENT       | planVersion  | 2147483648       | OVERFLOW      | planVersion
          EVENT       | planVersion  | 9999999999999999999 | OVERFLOW   | planVersion
          EVENT       | severity     | "BAD"            | INVALID_FIELD | severity
          EVENT       | leaves       | {}               | INVALID_FIELD | leaves
          EVENT       | leaves       | [7]              | INVALID_FIELD | leaves[0]
          EVENT       | leaves       | [{"name":"OTHER","amount":"1","unit":"EUR"}] | INVALID_FIELD | leaves[0].unit
          EVENT       | flows        | [{"direction":"UP"}] | INVALID_FIELD | flows[0].direction
          EVENT       | excess       | "0.0000001"      | TOO_FINE      | excess
          SWITCH      | observed     | [{"metric":"units","holds":"yes"}] | INVALID_FIELD | observed[0].holds
          SWITCH      | command      | {}               | MISSING_FIELD | command.source
          SWITCH      | command      | "cmd"            | INVALID_FIELD | command
          SWITCH      | cost         | {"day":"1"}      | MISSING_FIELD | cost.sinceTrip
          SWITCH      | transition   | "OPENED"         | INVALID_FIELD | transition
          STATEMENT   | units        | 2                | INVALID_FIELD | units
          STATEMENT   | units        | "2.5"            | INVALID_FIELD | units
          STATEMENT   | spend        | {"CLOUD":"x"}    | INVALID_FIELD | spend.CLOUD
          STATEMENT   | capacity     | 9223372036854775808 | OVERFLOW   | capacity
          STATEMENT   | divertedOut  | {"p":{"r":{"s":{"ms":1}}}} | MISSING_FIELD | divertedOut.p.r.s.cost
          STATEMENT   | divertedOut  | {"p":{"r":5}}    | INVALID_FIELD | divertedOut.p.r
          STATEMENT   | planned      | {}               | MISSING_FIELD | planned.earned
          STATE       | targets      | [{}]             | MISSING_FIELD | targets[0].targetId
          STATE       | rules        | [{"ruleId":"r","phase":"RED"}] | INVALID_FIELD | rules[0].phase
          DEAD_LETTER | feed         | "COST"           | INVALID_FIELD | feed
          DEAD_LETTER | feed         | "bills"          | INVALID_FIELD | feed
          DEAD_LETTER | line         | "17"             | INVALID_FIELD | line
          DEAD_LETTER | keyBase64    | "***"            | INVALID_FIELD | keyBase64
          DEAD_LETTER | headers      | [{}]             | MISSING_FIELD | headers[0].key
          """)
  void saysWhatIsWrong(Output output, String field, String value, Fault fault, String at)
      throws JsonProcessingException {
    ObjectNode tree = output.exampleTree();
    tree.set(field, JSON.readTree(value));
    assertRefused(output, tree, fault, at);
  }

  @Test
  void figuresOfATargetThatIsGoneAreThereAsNull() throws FormatException {
    ObjectNode tree = Output.EVENT.exampleTree();
    List.of("actual", "target", "excess").forEach(tree::putNull);
    tree.put("transition", "RESOLVED").put("reason", "DROPPED");
    ServiceEvent resolved = EventJson.read(tree);
    assertThat(((Variance) resolved.getBody()).getActual()).isNull();
    assertThat(EventJson.write(resolved))
        .contains("\"actual\":null,\"target\":null,\"excess\":null,")
        .endsWith(",\"reason\":\"DROPPED\"}");
  }

  @Test
  void whatIsNotUtf8IsKeptInBase64() throws FormatException {
    byte[] garbage = {(byte) 0xC3, 0x28, 0, 7};
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setFeed(Feed.TICKET)
            .setReason("UNREADABLE")
            .setMessage("the message breaks off")
            .setPayload(ByteBuffer.wrap(garbage))
            .setKey(ByteBuffer.wrap("größe".getBytes(UTF_8)))
            .setHeaders(
                List.of(
                    new Header("trace", ByteBuffer.wrap(new byte[] {(byte) 0xFF})),
                    new Header("trace", null)))
            .setTopic("tripline.ticket")
            .setPartition(3)
            .setOffset(42L)
            .build();
    assertThat(DeadLetterJson.write(letter))
        .isEqualTo(
            """
            {"feed":"ticket","topic":"tripline.ticket","partition":3,"offset":42,\
            "reason":"UNREADABLE","message":"the message breaks off",\
            "headers":[{"key":"trace","valueBase64":"/w=="},{"key":"trace"}],\
            "key":"größe","payloadBase64":"wygABw=="}\
            """);
    assertThat(DeadLetterJson.read(DeadLetterJson.write(letter))).isEqualTo(letter);
    assertThat(letter.getPayload().remaining()).isEqualTo(garbage.length);
  }

  @Test
  void aStatementSaysNothingTwice() {
    Statement statement = (Statement) Output.STATEMENT.random(1);
    Diverted diverted = new Diverted("p", "r", "s", 1L, BigDecimal.ZERO.setScale(6));
    statement.setDivertedOut(List.of(diverted, diverted));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StatementJson.write(statement))
        .withMessageContaining("two values for 's'");
  }

  static Stream<Arguments> requiredFields() {
    Map<Output, String> required = new LinkedHashMap<>();
    required.put(
        Output.EVENT,
        "eventId type transition serviceId asOf incidentId targetId metric severity since openedAt"
            + " leaves flows accrued headline");
    required.put(Output.SWITCH, "eventId type transition serviceId asOf ruleId observed headline");
    required.put(
        Output.STATEMENT,
        "serviceId hour revision asOf earned retainer allocatedLabor labor spend financeLabor units"
            + " capacity own visiting bench benchCost divertedOut divertedIn offHours unrated"
            + " handoffs handoffWaiting accepted declined opened planned original");
    required.put(Output.STATE, "serviceId asOf targets rules");
    required.put(Output.DEAD_LETTER, "feed reason message");
    return required.entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(entry.getValue().split(" "))
                    .map(field -> arguments(entry.getKey(), field)));
  }

  private static void assertRefused(Output output, ObjectNode tree, Fault fault, String field) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> output.read(tree.toString()))
        .satisfies(
            refusal -> {
              assertThat(refusal.field()).contains(field);
              assertThat(refusal.fault()).isEqualTo(fault);
            });
  }

  /** Milliseconds have no fractions in a leaf. */
  private static ServiceEvent wholeMilliseconds(ServiceEvent event) {
    if (event.getBody() instanceof Variance variance) {
      for (Leaf leaf : variance.getLeaves()) {
        if (leaf.getUnit() == LeafUnit.MILLISECONDS) {
          leaf.setAmount(leaf.getAmount().setScale(0, RoundingMode.DOWN).setScale(6));
        }
      }
    }
    return event;
  }

  /** Lists that are maps in JSON have each key once, sorted; what is planned has one retainer. */
  private static Statement asWritten(Statement statement, Random random) {
    statement.setSpend(eachOnce(random));
    statement.getPlanned().setSpend(eachOnce(random));
    statement.getOriginal().setSpend(eachOnce(random));
    Planned planned = statement.getPlanned();
    planned.setRetainer(statement.getRetainer());
    statement.setDivertedOut(eachOnce(statement.getDivertedOut()));
    statement.setDivertedIn(eachOnce(statement.getDivertedIn()));
    return statement;
  }

  private static List<CategoryAmount> eachOnce(Random random) {
    Set<CostCategory> categories = EnumSet.noneOf(CostCategory.class);
    for (int i = random.nextInt(5); i > 0; i--) {
      categories.add(CostCategory.values()[random.nextInt(CostCategory.values().length)]);
    }
    List<CategoryAmount> amounts = new ArrayList<>();
    categories.forEach(
        category ->
            amounts.add(new CategoryAmount(category, BigDecimal.valueOf(random.nextLong(), 6))));
    return amounts;
  }

  private static List<Diverted> eachOnce(List<Diverted> diverted) {
    Comparator<Diverted> byKey =
        Comparator.comparing(Diverted::getPersonId)
            .thenComparing(Diverted::getRole)
            .thenComparing(Diverted::getOtherServiceId);
    List<Diverted> sorted = new ArrayList<>();
    for (Diverted part : diverted.stream().sorted(byKey).toList()) {
      if (sorted.isEmpty() || byKey.compare(sorted.get(sorted.size() - 1), part) != 0) {
        sorted.add(part);
      }
    }
    return sorted;
  }
}

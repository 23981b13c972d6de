package io.tripline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.schemas.avro.Feed;
import io.tripline.schemas.avro.Flow;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.Leaf;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference says what is so: its examples are read, and it leaves nothing out. */
class ReadmeTest {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"variance", "kill-switch", "overridden"})
  void eventsAreWrittenAsShown(String name) throws FormatException {
    assertThat(EventJson.write(EventJson.read(Readme.example(name)))).isEqualTo(oneLine(name));
  }

  @Test
  void statementsAreWrittenAsShown() throws FormatException {
    assertThat(StatementJson.write(StatementJson.read(Readme.example("statement"))))
        .isEqualTo(oneLine("statement"));
  }

  @Test
  void statesAreWrittenAsShown() throws FormatException {
    assertThat(StateJson.write(StateJson.read(Readme.example("state"))))
        .isEqualTo(oneLine("state"));
  }

  @Test
  void deadLettersAreWrittenAsShown() throws FormatException {
    assertThat(DeadLetterJson.write(DeadLetterJson.read(Readme.example("dead-letter"))))
        .isEqualTo(oneLine("dead-letter"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void factsAreWrittenAsShown(String line) throws FormatException, JsonProcessingException {
    FactType type = FactType.named(JSON.readTree(line).get("type").asText()).orElseThrow();
    FactLine.Plain fact = (FactLine.Plain) FactJson.read(type.feed(), line);
    assertThat(fact.unknownFields()).isEmpty();
    assertThat(FactJson.write(fact.fact())).isEqualTo(line);
  }

  @Test
  void everyFactAndEveryChangeOfATicketIsShown() {
    Set<String> shown =
        Pattern.compile("\"type\":\"(\\w+)\"")
            .matcher(Readme.example("facts"))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    for (FactType type : FactType.values()) {
      if (type != FactType.PLAN_PUBLISHED) {
        assertThat(shown).contains(type.typeName());
      }
    }
    assertThat(shown).contains("Opened", "Resolved", "Reopened", "Decided", "HandedOff", "Work");
  }

  @Test
  void theLeavesShownAddUp() throws FormatException {
    Variance variance = (Variance) EventJson.read(Readme.example("variance")).getBody();
    BigDecimal sum =
        variance.getLeaves().stream().map(Leaf::getAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(variance.getActual().subtract(variance.getTarget()));
    assertThat(variance.getExcess()).isEqualByComparingTo(sum.negate());
    assertThat(variance.getFlows())
        .extracting(Flow::getCost)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("4320"), new BigDecimal("2880"));
  }

  @Test
  void theIdsShownAreMadeAsTold() throws FormatException {
    UUID namespace = nameBased(DNS, "tripline.io");
    assertThat(Readme.text()).contains("`" + namespace + "`");
    ServiceEvent opened = EventJson.read(Readme.example("variance"));
    Variance variance = (Variance) opened.getBody();
    assertThat(variance.getIncidentId())
        .isEqualTo(id(namespace, "incident", "cloud-migration", "margin", "2026-01-26T15:00:00Z"));
    assertThat(opened.getEventId())
        .isEqualTo(
            id(namespace, "event", "cloud-migration", "margin", "OPENED", "2026-01-26T15:00:00Z"));
    ServiceEvent overridden = EventJson.read(Readme.example("overridden"));
    KillSwitch move = (KillSwitch) overridden.getBody();
    assertThat(overridden.getEventId())
        .isEqualTo(
            id(
                namespace,
                "event",
                "cloud-migration",
                "zombie",
                "OVERRIDDEN",
                "2026-01-28T12:05:00Z",
                move.getCommand().getSource(),
                move.getCommand().getEventId()));
  }

  @Test
  void everyFieldOfEveryOutputAndEverySymbolIsNamed() {
    String text = Readme.text();
    Set<String> missing = new LinkedHashSet<>();
    for (Schema schema : Contract.types()) {
      for (String name : namesToExplain(schema)) {
        if (!Pattern.compile("\\b" + name + "\\b").matcher(text).find()) {
          missing.add(schema.getName() + ": " + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** In plans, durations are keys without the unit that the Avro field is named for. */
  private static List<String> namesToExplain(Schema schema) {
    if (schema.getType() == Schema.Type.ENUM) {
      boolean feed = schema.getName().equals("Feed");
      return schema.getEnumSymbols().stream()
          .filter(symbol -> !schema.getName().equals("TargetDirection"))
          .map(symbol -> feed ? symbol.toLowerCase(Locale.ROOT) : symbol)
          .toList();
    }
    boolean plan = schema.getName().matches("Target|Rule|Tolerance|MetricCondition|PlannedSpend");
    return plan ? List.of() : schema.getFields().stream().map(Schema.Field::name).toList();
  }

  @Test
  void everyFaultHasItsRow() {
    for (Fault fault : Fault.values()) {
      assertThat(Readme.text()).contains("| `" + fault + "` |");
    }
  }

  @Test
  void everyLinkLeadsToAHeading() {
    Set<String> anchors =
        Readme.text()
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(ReadmeTest::anchor)
            .collect(Collectors.toSet());
    List<String> links =
        Pattern.compile("]\\(#([^)]*)\\)")
            .matcher(Readme.text())
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(links).isNotEmpty();
    assertThat(anchors).containsAll(links);
  }

  @Test
  void theSummaryShownAddsUp() throws JsonProcessingException {
    JsonNode summary = JSON.readTree(Readme.example("summary"));
    for (Feed feed : Feed.values()) {
      JsonNode counts = summary.get("feeds").get(feed.name().toLowerCase(Locale.ROOT));
      long sum =
          Stream.of("applied", "duplicate", "late", "refused", "afterInterval")
              .mapToLong(outcome -> counts.get(outcome).longValue())
              .sum();
      assertThat(counts.get("read").longValue()).as("%s", feed).isEqualTo(sum);
    }
  }

  @Test
  void everyFileNamedIsThere() {
    List<String> files =
        Pattern.compile("]\\((src/[^)]*)\\)")
            .matcher(Readme.text())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(files).hasSize(3).allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
  }

  static List<String> facts() {
    return Readme.example("facts").lines().toList();
  }

  /** As GitHub makes them of headings. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} -]", "")
        .replace(' ', '-');
  }

  private static String oneLine(String name) {
    try {
      return JSON.writeValueAsString(JSON.readTree(Readme.example(name)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("example " + name + " is no JSON", e);
    }
  }

  private static String id(UUID namespace, String... parts) {
    return nameBased(namespace, String.join("\n", parts)).toString();
  }

  /** Version 5 of RFC 9562. */
  private static UUID nameBased(UUID namespace, String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .array());
      byte[] hash = Arrays.copyOf(sha1.digest(name.getBytes(StandardCharsets.UTF_8)), 16);
      hash[6] = (byte) ((hash[6] & 0x0F) | 0x50);
      hash[8] = (byte) ((hash[8] & 0x3F) | 0x80);
      ByteBuffer bits = ByteBuffer.wrap(hash);
      return new UUID(bits.getLong(), bits.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}

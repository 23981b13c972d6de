package io.tripline.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.Statement.Diverted;
import io.tripline.ledger.event.VarianceEvent;
import io.tripline.plantest.ShippedPlanTests;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.StateJson;
import io.tripline.schemas.StatementJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The zombie story, told to those who are to know who people are, and to those who are not. */
class PeopleTest {
  /** Those who were pulled away, who gives orders, and what was said: in no role, no service. */
  private static final List<String> PRIVATE =
      List.of("boris", "dalia", "farah", "cfo", "head-of-cloud", "wind it down");

  private static InMemoryJob.Result said;

  @BeforeAll
  static void tell() throws IOException {
    said =
        new InMemoryJob(new LedgerSettings(Slices.FIVE_MINUTES, Calendars.standard()))
            .run(ShippedPlanTests.zombiesFacts());
  }

  @Test
  void whatIsSaidNamesPeopleAndTheSearchFindsThem() {
    String everything = everything(People.NAMED);

    assertThat(PRIVATE).allSatisfy(name -> assertThat(everything).contains(name));
  }

  @Test
  void nobodyIsFoundByPseudonyms() {
    String everything = everything(hashed("0123456789abcdef"));

    assertThat(PRIVATE).allSatisfy(name -> assertThat(everything).doesNotContain(name));
    assertThat(everything).contains("senior-architect", "legacy-support");
  }

  @Test
  void nobodyIsFoundWherePeopleAreLeftOut() {
    String everything = everything(People.LEFT_OUT);

    assertThat(PRIVATE).allSatisfy(name -> assertThat(everything).doesNotContain(name));
    assertThat(everything)
        .contains("of 3 people went to legacy-support", "Somebody confirmed DEFUND")
        .contains("senior-architect");
  }

  @Test
  void everySumIsTheSame() {
    for (People people : List.of(hashed("0123456789abcdef"), People.LEFT_OUT)) {
      assertThat(sums(people)).isNotEmpty().isEqualTo(sums(People.NAMED));
    }
  }

  @Test
  void oneRoleAndDirectionIsOnePartWherePeopleAreLeftOut() {
    assertThat(flows(People.LEFT_OUT).map(Flow::personId)).isNotEmpty().containsOnly("");
    assertThat(events(People.LEFT_OUT))
        .filteredOn(VarianceEvent.class::isInstance)
        .extracting(event -> ((VarianceEvent) event).flows())
        .allSatisfy(flows -> assertThat(flows).hasSizeLessThanOrEqualTo(1));
  }

  @Test
  void aPersonIsCalledTheSameAlwaysAndEverywhereButUnderAnotherKey() {
    Set<String> once = called(hashed("0123456789abcdef"));

    assertThat(once).hasSize(3).allMatch(name -> name.matches("p-[0-9a-f]{20}"));
    assertThat(called(hashed("0123456789abcdef"))).isEqualTo(once);
    assertThat(called(hashed("0123456789abcdeg"))).doesNotContainAnyElementsOf(once);
    assertThat(
            statements(hashed("0123456789abcdef"))
                .flatMap(statement -> statement.measures().divertedOut().stream())
                .map(Diverted::personId)
                .toList())
        .isNotEmpty()
        .allMatch(once::contains);
  }

  /** By {@code printf boris | openssl dgst -sha256 -hmac 0123456789abcdef}. */
  @Test
  void aPseudonymIsTheBeginningOfAnHmac() {
    assertThat(new Pseudonyms("0123456789abcdef".getBytes(StandardCharsets.UTF_8)).of("boris"))
        .isEqualTo("p-80eaa63fc25fc36b5ab7");
  }

  @Test
  void theOrderOfPartsDoesNotTellOfIds() {
    assertThat(flows(hashed("0123456789abcdef")).map(Flow::personId).limit(3)).isSorted();
  }

  @Test
  void whoGaveAnOrderAndWhyIsNotTold() {
    assertThat(events(People.LEFT_OUT))
        .filteredOn(event -> event instanceof KillSwitchEvent move && move.command() != null)
        .isNotEmpty()
        .allSatisfy(
            event -> {
              assertThat(((KillSwitchEvent) event).command().by()).isEmpty();
              assertThat(((KillSwitchEvent) event).command().reason()).isEmpty();
            });
  }

  @Test
  void aKeyThatCouldBeGuessedIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> hashed("short").open())
        .withMessageContaining("the pseudonym key at ${env:KEY} has 5 bytes")
        .withMessageContaining("make one of 16 or more");
  }

  @Test
  void whatIsSaidOtherwiseCanBeReadAgain() throws Exception {
    for (ServiceEvent event : events(People.LEFT_OUT)) {
      String line = EventJson.write(EventRecords.of(event));
      assertThat(EventJson.write(EventJson.read(line))).isEqualTo(line);
    }
    for (Statement statement : statements(People.LEFT_OUT).toList()) {
      String line = StatementJson.write(StatementRecords.of(statement));
      assertThat(StatementJson.write(StatementJson.read(line))).isEqualTo(line);
    }
  }

  private static People hashed(String key) {
    return People.hashed(new Key(key));
  }

  private record Key(String key) implements PseudonymKey {
    @Override
    public byte[] read() {
      return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String place() {
      return "${env:KEY}";
    }
  }

  private static List<ServiceEvent> events(People people) {
    return said.events().stream().map(people::in).toList();
  }

  private static Stream<Statement> statements(People people) {
    return said.statements().stream().map(people::in);
  }

  private static Stream<Flow> flows(People people) {
    return events(people).stream()
        .filter(VarianceEvent.class::isInstance)
        .flatMap(event -> ((VarianceEvent) event).flows().stream());
  }

  private static Set<String> called(People people) {
    Set<String> called = new LinkedHashSet<>();
    flows(people).map(Flow::personId).forEach(called::add);
    return called;
  }

  /** By event or statement, and by role and service: time, cost and what was planned. */
  private static Map<String, List<Long>> sums(People people) {
    Map<String, List<Long>> sums = new TreeMap<>();
    for (ServiceEvent event : events(people)) {
      if (event instanceof VarianceEvent variance) {
        for (Flow flow : variance.flows()) {
          add(
              sums,
              event.eventId() + flow.direction() + flow.role() + flow.from() + flow.to(),
              flow.millis(),
              flow.cost(),
              flow.plannedValue() == null ? 0 : flow.plannedValue());
        }
      }
    }
    statements(people)
        .forEach(
            statement -> {
              String of = statement.serviceId() + statement.hour() + "/" + statement.revision();
              for (Diverted out : statement.measures().divertedOut()) {
                add(
                    sums,
                    of + "out" + out.role() + out.otherServiceId(),
                    out.millis(),
                    out.cost(),
                    0);
              }
              for (Diverted in : statement.measures().divertedIn()) {
                add(sums, of + "in" + in.role() + in.otherServiceId(), in.millis(), in.cost(), 0);
              }
            });
    return sums;
  }

  private static void add(Map<String, List<Long>> sums, String of, long... amounts) {
    List<Long> before = sums.getOrDefault(of, List.of(0L, 0L, 0L));
    List<Long> after = new ArrayList<>();
    for (int i = 0; i < amounts.length; i++) {
      after.add(before.get(i) + amounts[i]);
    }
    sums.put(of, after);
  }

  /** Every event, statement and state, as JSON and as bytes on the wire. */
  private static String everything(People people) {
    StringBuilder everything = new StringBuilder();
    SingleObjectCodec codec = new SingleObjectCodec();
    for (ServiceEvent event : events(people)) {
      var written = EventRecords.of(event);
      everything.append(EventJson.write(written)).append(text(codec, written));
    }
    statements(people)
        .map(StatementRecords::of)
        .forEach(
            written ->
                everything.append(StatementJson.write(written)).append(text(codec, written)));
    said.states().stream()
        .map(StateRecords::of)
        .forEach(
            written -> everything.append(StateJson.write(written)).append(text(codec, written)));
    return everything.toString();
  }

  private static String text(SingleObjectCodec codec, SpecificRecord written) {
    return new String(codec.encode(written), StandardCharsets.ISO_8859_1);
  }
}

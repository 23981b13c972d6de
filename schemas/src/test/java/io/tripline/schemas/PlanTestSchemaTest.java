package io.tripline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.Decision;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import io.tripline.schemas.avro.VarianceTransition;
import io.tripline.schemas.avro.WorkBasis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What editors are told of tests of plans. */
class PlanTestSchemaTest {
  private static final EditorSchema SCHEMA = EditorSchema.named("plan-test");

  @Test
  void isASchema() {
    assertThat(SCHEMA.faultsOfItsOwn()).isEmpty();
    assertThat(SCHEMA.tree().at("/$id").asText())
        .isEqualTo("https://tripline.io/schemas/plan-test.schema.json");
  }

  @Test
  void acceptsTheTestsOfTheReference() {
    assertThat(SCHEMA.faults(EditorSchema.yaml(Readme.example("plan-test")))).isEmpty();
  }

  @Test
  void acceptsTheTestsThatShip() throws IOException {
    Path shipped = Path.of("..", "deploy", "local", "plan-tests", "cloud-migration.yaml");
    assertThat(SCHEMA.faults(EditorSchema.yaml(Files.readString(shipped)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {plans: p.yaml, tests: [{name: t, fact: []}]}                                              | /tests/0 additionalProperties
          {plans: p.yaml, tests: []}                                                                 | /tests minItems
          {plans: p.yaml, tests: [{name: t, facts: [{cost: CLOUD}]}]}                                | /tests/0/facts/0 required
          {plans: p.yaml, tests: [{name: t, facts: [{cost: CLOUD, amount: 1+2}]}]}                   | /tests/0/facts/0/amount pattern
          {plans: p.yaml, tests: [{name: t, facts: [{cost: CLOUD, amount: 1, role: r}]}]}            | /tests/0/facts/0 propertyNames
          {plans: p.yaml, tests: [{name: t, events: [{transition: OPENED}]}]}                        | /tests/0/events/0 required
          {plans: p.yaml, tests: [{name: t, events: [{targetId: t, ruleId: r}]}]}                    | /tests/0/events/0 oneOf
          {plans: p.yaml, tests: [{name: t, events: [{targetId: t, observed: []}]}]}                 | /tests/0/events/0 propertyNames
          {plans: p.yaml, tests: [{name: t, events: [{targetId: t, severity: BAD}]}]}                | /tests/0/events/0/severity enum
          """)
  void refuses(String yaml, String fault) {
    assertThat(SCHEMA.faults(EditorSchema.yaml(yaml))).contains(fault);
  }

  @Test
  void describesEveryKeyToWhoeverTypesIt() {
    assertThat(SCHEMA.keysWithoutDescription()).isEmpty();
  }

  @Test
  void offersTheFieldsOfTheContractsEvents() {
    Set<String> envelope = fields(ServiceEvent.getClassSchema());
    envelope.remove("body");
    Set<String> variance = fields(Variance.getClassSchema());
    variance.addAll(envelope);
    Set<String> killSwitch = fields(KillSwitch.getClassSchema());
    killSwitch.addAll(envelope);

    assertThat(texts("/$defs/event/dependentSchemas/targetId/propertyNames/enum"))
        .isEqualTo(variance);
    assertThat(texts("/$defs/event/dependentSchemas/ruleId/propertyNames/enum"))
        .isEqualTo(killSwitch);
    Set<String> all = new TreeSet<>(variance);
    all.addAll(killSwitch);
    Set<String> offered = new TreeSet<>();
    SCHEMA.tree().at("/$defs/event/properties").fieldNames().forEachRemaining(offered::add);
    assertThat(offered).isEqualTo(all);
  }

  @Test
  void offersTheSymbolsOfTheContract() {
    Set<String> transitions = names(VarianceTransition.values());
    transitions.addAll(names(KillSwitchTransition.values()));
    assertThat(texts("/$defs/event/properties/transition/enum")).isEqualTo(transitions);
    assertThat(texts("/$defs/test/properties/ignore/items/enum")).isEqualTo(transitions);
    String fact = "/$defs/fact/properties/";
    assertThat(texts(fact + "cost/enum")).isEqualTo(names(CostCategory.values()));
    assertThat(texts(fact + "decided/enum")).isEqualTo(names(Decision.values()));
    assertThat(texts(fact + "status/enum")).isEqualTo(names(ReportedStatus.values()));
    assertThat(texts(fact + "command/enum")).isEqualTo(names(CommandAction.values()));
    assertThat(texts(fact + "basis/enum")).isEqualTo(names(WorkBasis.values()));
  }

  private static Set<String> fields(Schema schema) {
    Set<String> fields = new TreeSet<>();
    schema.getFields().forEach(field -> fields.add(field.name()));
    return fields;
  }

  private static Set<String> names(Enum<?>[] symbols) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(symbols).map(Enum::name).forEach(names::add);
    return names;
  }

  private static Set<String> texts(String pointer) {
    Set<String> texts = new TreeSet<>();
    SCHEMA.tree().at(pointer).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}

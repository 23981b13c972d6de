package io.tripline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors are told of calendars.yaml. */
class CalendarsSchemaTest {
  private static final EditorSchema SCHEMA = EditorSchema.named("calendars");

  @Test
  void isASchema() {
    assertThat(SCHEMA.faultsOfItsOwn()).isEmpty();
    assertThat(SCHEMA.tree().at("/$id").asText())
        .isEqualTo("https://tripline.io/schemas/calendars.schema.json");
  }

  @Test
  void acceptsTheCalendarOfTheReference() {
    assertThat(SCHEMA.faults(calendars())).isEmpty();
  }

  @Test
  void acceptsNoCalendarAtAll() {
    assertThat(SCHEMA.faults(EditorSchema.yaml("{}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zone     | UTC
          zone     | Etc/GMT+5
          zone     | America/Argentina/Buenos_Aires
          days     | [SUNDAY]
          open     | '"00:00"'
          close    | '"24:00"'
          close    | '"17:30:15"'
          holidays | []
          """)
  void accepts(String key, String value) {
    assertThat(SCHEMA.faults(with(key, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zone      | New York        | /office-us/zone       | pattern
          zone      | 1               | /office-us/zone       | type
          days      | []              | /office-us/days       | minItems
          days      | [MON]           | /office-us/days/0     | enum
          days      | [MONDAY,MONDAY] | /office-us/days       | uniqueItems
          days      | MONDAY          | /office-us/days       | type
          open      | 9:00            | /office-us/open       | pattern
          open      | '"24:00"'       | /office-us/open       | pattern
          open      | 900             | /office-us/open       | type
          close     | '"25:00"'       | /office-us/close      | pattern
          holidays  | 2026-01-19      | /office-us/holidays   | type
          holidays  | [19.1.2026]     | /office-us/holidays/0 | pattern
          holidays  | [2026-13-01]    | /office-us/holidays/0 | pattern
          closes    | '"17:00"'       | /office-us            | additionalProperties
          """)
  void refuses(String key, String value, String where, String keyword) {
    assertThat(SCHEMA.faults(with(key, value))).containsExactly(where + ' ' + keyword);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zone", "days", "open", "close"})
  void refusesACalendarWithout(String key) {
    JsonNode calendars = calendars();
    ((ObjectNode) calendars.get("office-us")).remove(key);
    assertThat(SCHEMA.faults(calendars)).containsExactly("/office-us required");
  }

  @Test
  void describesEveryKeyToWhoeverTypesIt() {
    assertThat(SCHEMA.keysWithoutDescription()).isEmpty();
  }

  @Test
  void offersTheDaysOfTheWeek() {
    List<String> days = Arrays.stream(DayOfWeek.values()).map(Enum::name).toList();
    assertThat(SCHEMA.tree().at("/additionalProperties/properties/days/items/enum"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(days);
  }

  private static JsonNode calendars() {
    return EditorSchema.yaml(Readme.example("calendars"));
  }

  private static JsonNode with(String key, String value) {
    JsonNode calendars = calendars();
    ((ObjectNode) calendars.get("office-us")).set(key, EditorSchema.yaml(value));
    return calendars;
  }
}

package io.tripline.notify.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tripline.notify.Events;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.template.TextTemplate.Escaping;
import io.tripline.schemas.EventJson;
import org.junit.jupiter.api.Test;

class TextTemplateTest {
  private final Notice variance =
      Events.notice(
          Events.variance("a", "i-1", "OPENED", "WARNING", "2026-01-26T10:00:00Z"), "i-1", 0);
  private final Notice trip =
      Events.notice(
          Events.killSwitch("a", "TRIPPED", "MONITOR", true, "2026-01-27T14:00:00Z"), "s-1", 0);

  @Test
  void theStandardOnesSayWhatAndWhy() {
    assertThat(TextTemplate.standard("title", Escaping.NONE).fill(variance))
        .isEqualTo("WARNING a/margin: OPENED");
    assertThat(TextTemplate.standard("title", Escaping.NONE).fill(trip))
        .isEqualTo("CRITICAL a/zombie: TRIPPED (only tried out: do not act)");
    assertThat(TextTemplate.standard("text", Escaping.NONE).fill(variance))
        .isEqualTo(
            """
            Margin of <a> & others is short.
            Since 2026-01-26T09:50:00Z, by version 1 of the plan.\
            """);
  }

  @Test
  void valuesCannotBecomeMarkupOfSlack() throws BadTemplateException {
    assertThat(TextTemplate.read("*{{headline}}*", "t", Escaping.SLACK).fill(variance))
        .isEqualTo("*Margin of &lt;a&gt; &amp; others is short.*");
  }

  @Test
  void whatAnEventHasNotIsEmptyAndWhatItHasStandsUnderItsName() throws BadTemplateException {
    String template =
        "{{#variance}}{{#leaves}}{{name}} {{of}} {{amount}};{{/leaves}}{{/variance}}"
            + "{{#observed}}{{metric}} {{targetId}}{{value}};{{/observed}}"
            + "{{^command}}by itself{{/command}}{{#command}}{{command.by}}{{/command}}{{reason}}"
            + "{{#killSwitch}}{{deadline}} {{key}}{{/killSwitch}}";
    TextTemplate text = TextTemplate.read(template, "t", Escaping.NONE);

    assertThat(text.fill(variance)).isEqualTo("SPENDING CLOUD -240.000000;by itself");
    assertThat(text.fill(trip)).isEqualTo("units 0.000000;by itself2026-01-29T14:00:00Z s-1");
  }

  @Test
  void everyFieldOfAnEventCanBeNamed() throws Exception {
    for (Notice notice : new Notice[] {variance, trip}) {
      JsonNode json = new ObjectMapper().readTree(EventJson.write(notice.event()));
      json.fieldNames()
          .forEachRemaining(name -> assertThat(Fields.isKnown(name)).as(name).isTrue());
    }
  }

  @Test
  void aMistakeIsSaidWithFileAndLine() {
    assertThatThrownBy(() -> TextTemplate.read("a\nb {{hedline}}\n", "x.mustache", Escaping.NONE))
        .isInstanceOf(BadTemplateException.class)
        .hasMessageStartingWith(
            "x.mustache:2: there is no field 'hedline' (did you mean 'headline'?)");
    assertThatThrownBy(
            () ->
                TextTemplate.read(
                    "a\n{{#variance}}\n\n{{^reason}}{{command.because}}{{/reason}}{{/variance}}",
                    "x.mustache",
                    Escaping.NONE))
        .hasMessageStartingWith("x.mustache:4: there is no field 'command.because'");
    assertThatThrownBy(() -> TextTemplate.read("{{> other}}", "x.mustache", Escaping.NONE))
        .hasMessageStartingWith("x.mustache:1: ");
    assertThatThrownBy(() -> TextTemplate.read("a\n\n{{#reason}}b", "x.mustache", Escaping.NONE))
        .hasMessageStartingWith("x.mustache:3: this is no Mustache: ");
    assertThatThrownBy(
            () -> TextTemplate.read("a\n{{#reason}}\n{{/season}}", "x.mustache", Escaping.NONE))
        .hasMessageStartingWith("x.mustache:")
        .hasMessageContaining("this is no Mustache: ");
  }
}

package io.tripline.notify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.notify.alert.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyFileTest {
  private static final String HEAD = "bootstrap.servers: a:1\nreceivers:\n";

  @TempDir private Path folder;

  @Test
  void theReferenceIsAConfigurationAndItsDefaultsAreWhatIsReadWithoutThem() throws Exception {
    NotifyConfiguration reference = read(NotifyFile.reference()).usable();
    assertThat(reference.receivers())
        .extracting(ReceiverSettings::name)
        .containsExactly("warnings", "pages");
    assertThat(reference.group(reference.receivers().get(1)))
        .isEqualTo("tripline-notify-default-pages");

    String all =
        Pattern.compile("(?m)^#([a-z.]+: .*)$").matcher(NotifyFile.reference()).replaceAll("$1");
    NotifyConfiguration written = read(all).usable();
    assertThat(written.events()).isEqualTo(reference.events());
    assertThat(written.groupPrefix()).isEqualTo(reference.groupPrefix());
    assertThat(written.deadLetters()).isEqualTo(reference.deadLetters());
    assertThat(written.listen()).isNull();
  }

  @Test
  void theReferenceNamesEveryKeyOfEveryTypeAndItsExamplesAreGood() throws Exception {
    String reference = NotifyFile.reference();
    for (ReceiverType type : ReceiverType.values()) {
      assertThat(reference).contains("type: " + type.word());
      type.keys()
          .forEach(
              key ->
                  assertThat(reference).containsPattern("#   ([a-z, ]*, )?" + Pattern.quote(key)));
    }
    String examples =
        Pattern.compile("(?m)^  # (?=- name|  [a-z.]+: )").matcher(reference).replaceAll("  ");
    assertThat(read(examples).usable().receivers())
        .extracting(ReceiverSettings::type)
        .contains(ReceiverType.values());
  }

  @Test
  void whatIsLeftOutIsAsTheReferenceSays() throws Exception {
    ReceiverSettings one =
        read(HEAD + "  - {name: one, type: pagerduty, routing.key: \"${env:K}\"}\n")
            .usable()
            .receivers()
            .get(0);
    assertThat(one.address().urls()).containsExactly("https://events.pagerduty.com/v2/enqueue");
    assertThat(one.address().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(one.filter()).isEqualTo(Filter.ALL);
    assertThat(one.backoff().first()).isEqualTo(Duration.ofSeconds(1));
    assertThat(one.backoff().longest()).isEqualTo(Duration.ofMinutes(1));
    assertThat(one.resend()).isEqualTo(Duration.ofMinutes(1));
    assertThat(one.keep()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void allThatIsWrongIsSaidAtOnceWithItsPlace() throws IOException {
    assertErrors(
        """
        bootstrap.servers: a
        slice: PT5M
        recievers: 3
        dead.letters: ""
        receivers:
          - {name: one, type: alertmanger, url: http://a}
          - name: two
            type: alertmanager
            url: ftp://a
            resend: PT5M
            keep: PT6M
            severities: [warning, bad]
            labels: {incident: x, a-b: y}
            routing.key: ${env:K}
          - {name: two, type: webhook, url: http://a, retry.backoff: PT1M, retry.longest: PT1S}
          - {name: two, type: webhook, url: http://a}
          - {name: two, type: webhook, url: http://a}
        """,
        "notify.yaml:1:20: 'bootstrap.servers' is \"a\"",
        "notify.yaml:2:1: 'slice' is no key here",
        "notify.yaml:3:1: 'recievers' is no key here (did you mean 'receivers'?)",
        "'receivers[0].type' is \"alertmanger\", which there is not (did you mean 'alertmanager'?)",
        "notify.yaml:9:10: 'receivers[1].url' is \"ftp://a\", which is no address",
        "'receivers[1].keep' lets an alert end",
        "'receivers[1].severities[1]' is \"bad\"",
        "is \"a-b\", which Alertmanager takes for no label",
        "'receivers[1].labels' holds incident",
        "there is no key 'receivers[1].routing.key'",
        "'receivers[2].retry.backoff' makes the first pause",
        "'receivers[4].name' is another receiver's too");
    assertErrors("bootstrap.servers: a:1\n", "'receivers' is missing");
    assertErrors("bootstrap.servers: a:1\nreceivers: []\n", "'receivers' is empty");
    assertErrors("[]", "the document is a list");
    assertThatThrownBy(() -> NotifyFile.read(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(BadConfigurationException.class)
        .hasMessageContaining("is no file");
  }

  @Test
  void aSecretInTheOpenIsRefusedAndNotShown() throws IOException {
    String secret = "hushhush";
    NotifyReading reading =
        read(
            HEAD
                + """
                  - {name: a, type: slack, url: "https://hooks.example/hushhush"}
                  - {name: b, type: pagerduty, routing.key: hushhush}
                  - {name: c, type: webhook, url: http://a, headers: {Authorization: hushhush, X-Api-Key: hushhush}}
                  - {name: d, type: webhook, url: "http://me:hushhush@a"}
                """);
    assertThat(reading.configuration()).isNull();
    assertThat(String.join("\n", reading.errors()))
        .contains("'receivers[0].url' is a secret", "'receivers[1].routing.key' is a secret")
        .contains("'receivers[2].headers.Authorization' is a secret", "X-Api-Key' is a secret")
        .contains("'receivers[3].url'")
        .doesNotContain(secret);
  }

  @Test
  void aTemplateIsReadWithTheFileAndItsMistakesAreSaid() throws Exception {
    Files.writeString(folder.resolve("bad.mustache"), "one\n{{hedline}}\n");
    Files.writeString(folder.resolve("good.mustache"), "{{headline}}");
    assertErrors(
        HEAD
            + """
              - {name: a, type: slack, url: "${env:U}", title: good.mustache, text: bad.mustache}
              - {name: b, type: slack, url: "${env:U}", text: none.mustache}
            """,
        "notify.yaml:3:67: 'receivers[0].text' cannot be used: "
            + folder.resolve("bad.mustache")
            + ":2: there is no field 'hedline'",
        "'receivers[1].text' is none.mustache, and there is no file");
  }

  private void assertErrors(String yaml, String... expected) throws IOException {
    NotifyReading reading = read(yaml);
    assertThat(reading.configuration()).isNull();
    List<String> errors = reading.errors();
    for (String one : expected) {
      assertThat(errors).as(one).anyMatch(error -> error.contains(one));
    }
    assertThat(errors.size())
        .as("%s", errors)
        .isGreaterThanOrEqualTo(Arrays.asList(expected).size());
  }

  private NotifyReading read(String yaml) throws IOException {
    return NotifyFile.read(yaml, folder.resolve("notify.yaml"), Map.of());
  }
}

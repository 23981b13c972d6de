package io.tripline.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented configuration, held to what the code knows. */
class ReferenceTest {
  private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z][a-z.-]*):(?: (.*))?$");

  private String reference;

  @BeforeEach
  void read() throws IOException {
    reference = ConfigurationFile.reference();
  }

  @Test
  void namesEveryOptionOnceWithItsDefaultInTheirOrderAndNoOther() {
    Map<String, String> documented = new LinkedHashMap<>();
    Matcher key = KEY.matcher(reference);
    while (key.find()) {
      assertThat(documented.put(key.group(1), key.group(2))).as(key.group(1)).isNull();
    }
    Map<String, String> known = new LinkedHashMap<>();
    for (Option<?> option : Options.ALL) {
      known.put(option.key(), option.otherwise() == null ? null : option.otherwise("default"));
    }
    assertThat(documented.remove(Options.SERVERS.key())).isNotNull();
    known.remove(Options.SERVERS.key());

    assertThat(documented).containsExactlyEntriesOf(known);
  }

  @Test
  void saysOfEveryRangeWhatItIs() {
    for (Option<?> option : Options.ALL) {
      Matcher range = Pattern.compile("(\\S+) to ([^\\s,]+)").matcher(option.kind().wanted());
      if (range.find()) {
        assertThat(commentAbove(option.key())).as(option.key()).contains(range.group());
      }
    }
  }

  @Test
  void saysOfEveryChoiceWhatThereIs() {
    for (Option<?> option : Options.ALL) {
      String wanted = option.kind().wanted();
      if (wanted.startsWith("one of ")) {
        assertThat(commentAbove(option.key()))
            .as(option.key())
            .contains(wanted.substring("one of ".length()).split(", "));
      }
    }
  }

  @Test
  void namesEveryPrefixOfClientSettings() {
    assertThat(reference).contains(ClientSettings.PREFIXES);
  }

  @Test
  void isAConfigurationLikeOneWithTheServersAlone() throws Exception {
    ConfigurationReading reading = reading(reference);

    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.usable())
        .usingRecursiveComparison()
        .isEqualTo(reading("bootstrap.servers: localhost:9092").usable())
        .isEqualTo(JobConfiguration.defaults("localhost:9092"));
  }

  @Test
  void isTheSameConfigurationWithEveryKeyTakenIn() throws Exception {
    String takenIn = reference.replaceAll("(?m)^#(?=[a-z])", "");

    assertThat(takenIn).isNotEqualTo(reference);
    assertThat(reading(takenIn).usable())
        .usingRecursiveComparison()
        .isEqualTo(reading(reference).usable());
  }

  @Test
  void givesExamplesThatAreGood() throws Exception {
    String examples =
        reference
            .lines()
            .filter(line -> line.matches("# {3,}(kafka\\.|schema\\.registry\\.ssl\\.|org|user).*"))
            .map(line -> line.substring("#   ".length()))
            .collect(Collectors.joining("\n"));

    ConfigurationReading reading =
        reading(
            "bootstrap.servers: a:1\ntopic.cost.framing: confluent\n"
                + "schema.registry.url: https://r:1\n"
                + examples);

    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.usable().connection().common()).hasSize(6);
    assertThat(reading.usable().registry().tls()).hasSize(2);
  }

  /** The comment that the block of keys stands under that a key is in. */
  private String commentAbove(String key) {
    Matcher block =
        Pattern.compile("(?m)((?:^# .*\n|^#\n)+)(?:^#?[a-z].*\n)*^#?" + Pattern.quote(key) + ":")
            .matcher(reference);
    assertThat(block.find()).as(key).isTrue();
    return block.group(1).replace("\n# ", " ");
  }

  private static ConfigurationReading reading(String text) throws IOException {
    return ConfigurationFile.read(text, Path.of("reference.yaml"), Map.of());
  }
}

package io.tripline.kafka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  private final Secrets secrets = new Secrets(Map.of("USER", "ayşe", "PASSWORD", "s3cr3t"));

  @Test
  void findsWhatIsReferredToWhereverItIs() throws IOException {
    Path properties = folder.resolve("secrets.properties");
    Files.writeString(properties, "registry=from a file\n");
    Files.writeString(folder.resolve("password"), "from a folder");

    assertThat(secrets.resolve("${env:PASSWORD}")).isEqualTo("s3cr3t");
    assertThat(secrets.resolve("${file:" + properties + ":registry}")).isEqualTo("from a file");
    assertThat(secrets.resolve("${dir:" + folder + ":password}")).isEqualTo("from a folder");
    assertThat(secrets.resolve("u=${env:USER} p=${env:PASSWORD}")).isEqualTo("u=ayşe p=s3cr3t");
    assertThat(secrets.resolve("plain")).isEqualTo("plain");
    assertThat(secrets.resolve(null)).isNull();
  }

  @Test
  void seesTheEnvironmentOfTheProcess() {
    Map.Entry<String, String> variable = System.getenv().entrySet().iterator().next();

    assertThat(new Secrets().resolve("${env:" + variable.getKey() + "}"))
        .isEqualTo(variable.getValue());
  }

  @Test
  void saysWhichReferenceStandsForNothing() throws IOException {
    Path properties = folder.resolve("secrets.properties");
    Files.writeString(properties, "registry=s3cr3t\n");

    assertThatFailing("${env:PASWORD}")
        .withMessageStartingWith(
            "${env:PASWORD} stands for nothing: this process has no environment variable PASWORD");
    assertThatFailing("${file:" + properties + ":kafka}")
        .withMessageContaining("the file has no line that starts with kafka=")
        .withMessageNotContaining("s3cr3t");
    assertThatFailing("${file:" + folder + "/none:kafka}")
        .withMessageContaining("there is no such file that this process may read");
    assertThatFailing("${dir:" + folder + ":none}")
        .withMessageContaining(":none} stands for nothing: there is no such file");
  }

  private ThrowableAssertAlternative<ConfigException> assertThatFailing(String reference) {
    return assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> secrets.resolve(reference));
  }
}

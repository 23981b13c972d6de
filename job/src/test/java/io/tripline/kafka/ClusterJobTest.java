package io.tripline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.kafka.config.JobConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterJobTest {
  @TempDir private Path folder;

  @Test
  void takesTheFileAndWhatIsSetBesideIt() throws Exception {
    String file = file("bootstrap.servers: a:1\nidleness: PT3M\ncurrency: EUR\n");

    JobConfiguration configuration =
        ClusterJob.configuration(
            "--config", file, "--set", "currency=CHF", "--set", "kafka.client.rack=a=b");

    assertThat(configuration.connection().bootstrapServers()).isEqualTo("a:1");
    assertThat(configuration.input().idleness()).isEqualTo(Duration.ofMinutes(3));
    assertThat(configuration.currency()).isEqualTo("CHF");
    assertThat(configuration.connection().common()).containsEntry("client.rack", "a=b");
  }

  @Test
  void saysAtOnceWhatIsWrongInTheFileAndBesideIt() throws IOException {
    String file = file("currency: EUR\nidlenes: PT3M\n");

    assertThatExceptionOfType(BadConfigurationException.class)
        .isThrownBy(() -> ClusterJob.configuration("--config", file, "--set", "slice=PT7M"))
        .withMessageContaining("--set slice: 'slice' is \"PT7M\", which does not divide an hour")
        .withMessageContaining(file + ":1:1: 'bootstrap.servers' is missing; write HOST:PORT")
        .withMessageContaining(file + ":2:1: 'idlenes' is no key (did you mean 'idleness'?)");
  }

  @Test
  void saysWhichArgumentsThereAre() throws IOException {
    String file = file("bootstrap.servers: a:1\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterJob.configuration("--bootstrap-servers", "a:1"))
        .withMessageContaining("--bootstrap-servers is not known; there are --config FILE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterJob.configuration("--config", file, "--config", file))
        .withMessageContaining("more than once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterJob.configuration("--config", file, "--set", "slice"))
        .withMessageContaining("--set needs KEY=VALUE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterJob.configuration("--set", "slice=PT1M"))
        .withMessageContaining("--config is missing");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("tripline.yaml"), text).toString();
  }
}

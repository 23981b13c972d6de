package io.tripline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topics;
import java.time.Duration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.Test;

class ClusterJobTest {
  @Test
  void takesWhatItIsGivenAndKnowsTheRest() {
    JobConfiguration settings = settings("--bootstrap-servers", "a:1,b:2", "--idleness", "PT3M");

    assertThat(settings.connection().bootstrapServers()).isEqualTo("a:1,b:2");
    assertThat(settings.input().idleness()).isEqualTo(Duration.ofMinutes(3));
    assertThat(settings.input().outOfOrderness()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.topics()).isEqualTo(Topics.DEFAULT);
    assertThat(settings.output().delivery()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
    assertThat(settings.output().transactionalIdPrefix()).isEqualTo("tripline");
  }

  @Test
  void saysWhatIsMissingUnknownOrUnreadable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("--group", "g"))
        .withMessageContaining("--bootstrap-servers is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("--bootstrap-servers", "a:1", "--gruop", "g"))
        .withMessageContaining("--gruop is not known");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("--bootstrap-servers", "a:1", "--idleness", "3m"))
        .withMessageContaining("--idleness is 3m");
  }

  private static JobConfiguration settings(String... arguments) {
    return ClusterJob.configuration(ParameterTool.fromArgs(arguments));
  }
}

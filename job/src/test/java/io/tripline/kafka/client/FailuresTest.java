package io.tripline.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void whatKafkaThrowsIsExplainedWithWhatToDo() {
    assertThat(explained(new TimeoutException("no node"))).contains("no node", "Is a broker up");
    assertThat(explained(new SaslAuthenticationException("bad password")))
        .contains("bad password", "security settings");
    assertThat(explained(new TopicAuthorizationException("tripline.cost")))
        .contains("tripline.cost", "granted");
    assertThat(explained(new RecordTooLargeException("huge"))).contains("topics check");
    assertThat(explained(new ProducerFencedException("newer"))).contains("Another one has begun");
  }

  @Test
  void theReasonIsLookedForBelowWhatOnlyPassedItOn() {
    assertThat(
            explained(
                new ExecutionException(
                    new KafkaException("Failed to construct", new ConfigException("no such url")))))
        .contains("no such url", "configuration");
  }

  @Test
  void whatIsNotKafkasIsNotExplained() {
    assertThat(Failures.explain(new IllegalStateException("boom"))).isEmpty();
  }

  private static String explained(Throwable thrown) {
    return Failures.explain(thrown).orElseThrow();
  }
}

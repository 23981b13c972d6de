package io.tripline.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An option that nobody would read is found. */
class FlinkOptionsTest {
  @Test
  void aMisspeltOptionIsFound() {
    assertThat(
            FlinkOptions.unknown(
                List.of(
                    "state.backend.type",
                    "state.backend.typ",
                    "job.autoscaler.enabled",
                    "job.autoscaler.enable",
                    "metrics.reporter.prom.factory.class",
                    "metrics.reporter.prom.factory.clas",
                    "state.backend.rocksdb.localdir",
                    "kubernetes.operator.job.upgrade")))
        .containsExactlyInAnyOrder(
            "state.backend.typ",
            "job.autoscaler.enable",
            "metrics.reporter.prom.factory.clas",
            "kubernetes.operator.job.upgrade");
  }
}

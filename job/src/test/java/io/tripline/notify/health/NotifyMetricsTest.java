package io.tripline.notify.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.notify.Events;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.NotifyConfiguration.Listen;
import io.tripline.notify.journal.Journals;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotifyMetricsTest {
  private final Notice notice =
      Events.notice(
          Events.variance("a", "i-1", "OPENED", "WARNING", "2026-01-26T10:00:00Z"), "i-1", 0);

  @Test
  void answersPrometheusWithWhatHappened() throws Exception {
    try (NotifyMetrics metrics = NotifyMetrics.at(new Listen("127.0.0.1", 0))) {
      Journals journal = new Journals(List.of(metrics));
      journal.delivered("pages", notice);
      journal.passedOver("pages", notice);
      journal.unreadable("pages", "tripline.events-0@1", "it is torn");
      journal.waiting("pages", "HTTP 500", 1, Duration.ofSeconds(1));
      journal.resent("pages", 2);
      journal.stands("pages", 3, 4, Duration.ofMillis(1500));

      String said = get(metrics.port(), "/metrics");
      assertThat(said)
          .contains("tripline_notify_events_total{outcome=\"delivered\",receiver=\"pages\"} 1.0")
          .contains("tripline_notify_events_total{outcome=\"passed_over\",receiver=\"pages\"} 1.0")
          .contains("tripline_notify_events_total{outcome=\"unreadable\",receiver=\"pages\"} 1.0")
          .contains("tripline_notify_failures_total{receiver=\"pages\"} 1.0")
          .contains("tripline_notify_resent_total{receiver=\"pages\"} 2.0")
          .contains("tripline_notify_open_alerts{receiver=\"pages\"} 3.0")
          .contains("tripline_notify_behind_events{receiver=\"pages\"} 4.0")
          .contains("tripline_notify_blocked_seconds{receiver=\"pages\"} 1.5");
      assertThat(get(metrics.port(), "/-/healthy")).isNotEmpty();
    }
  }

  private static String get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}

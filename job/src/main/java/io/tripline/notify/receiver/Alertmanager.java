package io.tripline.notify.receiver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Prometheus Alertmanager, API v2: alerts are posted to {@code /api/v2/alerts}.
 *
 * <p>Alertmanager knows an alert by its labels. So what may change while it is open, how bad it is
 * above all, is among the annotations, and an incident is one alert from its opening to its end. An
 * alert ends at {@code endsAt}: of one that is open, that lies ahead and is moved on each time it
 * is sent again, so that what nobody speaks for any more ends by itself.
 */
final class Alertmanager implements Receiver {
  /** As many as Prometheus sends at once, by default. */
  private static final int MOST_AT_ONCE = 256;

  private final ReceiverSettings settings;

  Alertmanager(ReceiverSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Message> on(Change change, Instant now) {
    return Page.of(change, settings.filter())
        .map(page -> Message.json(array().add(alert(page.notice(), page.open(), now))));
  }

  @Override
  public Optional<Message> onFound(Alert alert, Instant now) {
    return resend(List.of(alert), now).stream().findFirst();
  }

  @Override
  public Optional<Duration> resendEvery() {
    return Optional.of(settings.resend());
  }

  @Override
  public List<Message> resend(Collection<Alert> open, Instant now) {
    List<Message> messages = new ArrayList<>();
    ArrayNode alerts = array();
    for (Alert alert : open) {
      if (settings.filter().accepts(alert)) {
        alerts.add(alert(alert.latest(), true, now));
      }
      if (alerts.size() == MOST_AT_ONCE) {
        messages.add(Message.json(alerts));
        alerts = array();
      }
    }
    if (!alerts.isEmpty()) {
      messages.add(Message.json(alerts));
    }
    return messages;
  }

  private ObjectNode alert(Notice notice, boolean open, Instant now) {
    Instant startsAt = min(notice.since(), now);
    Instant ended = min(notice.event().getAsOf(), now);
    Instant endsAt = open ? now.plus(settings.keep()) : max(ended, startsAt);
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", notice.isVariance() ? "TriplineVariance" : "TriplineKillSwitch");
    labels.put("deployment", settings.deployment());
    labels.put("service", notice.service());
    labels.put(notice.isVariance() ? "target" : "rule", notice.subject());
    labels.put("incident", notice.key());
    settings.labels().forEach(labels::put);
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", settings.title().fill(notice));
    annotations.put("description", settings.text().fill(notice));
    Details.of(notice).forEach(annotations::put);
    alert.put("startsAt", startsAt.toString());
    alert.put("endsAt", endsAt.toString());
    return alert;
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

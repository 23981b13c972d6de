package io.tripline.notify.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.Message;
import io.tripline.schemas.avro.Variance;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * PagerDuty, Events API v2. All that is sent about an incident, or about a kill switch, has the
 * same {@code dedup_key}: what is sent again, and what worsens, joins the incident that is open,
 * and what opens after that was resolved is a new one. Nothing is acknowledged: that somebody has
 * seen it is for that somebody to say.
 */
final class PagerDuty implements Receiver {
  private static final int LONGEST_SUMMARY = 1024;

  /** So that an event stays well below the half mebibyte that is taken. */
  private static final int LONGEST_TEXT = 16_384;

  private final ReceiverSettings settings;
  private final UnaryOperator<String> secrets;

  PagerDuty(ReceiverSettings settings, UnaryOperator<String> secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  @Override
  public Optional<Message> on(Change change, Instant now) {
    return Page.of(change, settings.filter()).map(this::message);
  }

  @Override
  public Optional<Message> onFound(Alert alert, Instant now) {
    return settings.filter().accepts(alert)
        ? Optional.of(message(new Page(alert.latest(), true)))
        : Optional.empty();
  }

  /** A wrong key is answered with 400 as well; it is no fault of the message, and can be mended. */
  @Override
  public boolean refuses(int status, String answer) {
    return Receiver.super.refuses(status, answer)
        && !answer.toLowerCase(Locale.ROOT).matches("(?s).*routing[ _]key.*");
  }

  private Message message(Page page) {
    Notice notice = page.notice();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("routing_key", secrets.apply(settings.routingKey()));
    event.put("event_action", page.open() ? "trigger" : "resolve");
    event.put("dedup_key", notice.key());
    if (page.open()) {
      event.put("client", "Tripline " + settings.deployment());
      payload(event.putObject("payload"), notice);
    }
    return Message.json(event);
  }

  private void payload(ObjectNode payload, Notice notice) {
    payload.put("summary", Texts.shortened(settings.title().fill(notice), LONGEST_SUMMARY));
    payload.put("source", notice.context().getSource().toString());
    payload.put("severity", notice.severity().name().toLowerCase(Locale.ROOT));
    payload.put("timestamp", notice.event().getAsOf().toString());
    payload.put("component", notice.service());
    payload.put("group", notice.subject());
    payload.put(
        "class",
        notice.event().getBody() instanceof Variance variance
            ? variance.getMetric()
            : "kill-switch");
    ObjectNode details = payload.putObject("custom_details");
    details.put("text", Texts.shortened(settings.text().fill(notice), LONGEST_TEXT));
    Details.of(notice).forEach(details::put);
  }
}

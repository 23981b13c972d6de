package io.tripline.notify.receiver;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.Message;
import io.tripline.schemas.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Anybody who takes CloudEvents over HTTP, in structured mode: each event with the attributes that
 * it has in its topic, and its JSON form as data. What comes again has the same {@code id}; what
 * belongs to one incident, or one kill switch, has the same {@code correlationid}.
 */
final class Webhook implements Receiver {
  private final EventFormat format = new JsonFormat();
  private final ReceiverSettings settings;

  Webhook(ReceiverSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Message> on(Change change, Instant now) {
    return of(change.notice());
  }

  @Override
  public Optional<Message> onFound(Alert alert, Instant now) {
    return of(alert.latest());
  }

  private Optional<Message> of(Notice notice) {
    if (!settings.filter().accepts(notice)) {
      return Optional.empty();
    }
    byte[] data = EventJson.write(notice.event()).getBytes(StandardCharsets.UTF_8);
    byte[] body =
        format.serialize(
            CloudEventBuilder.v1(notice.context())
                .withData("application/json", data)
                // That of the topic is of Avro.
                .withoutDataSchema()
                .build());
    return Optional.of(
        new Message(new String(body, StandardCharsets.UTF_8), format.serializedContentType()));
  }
}

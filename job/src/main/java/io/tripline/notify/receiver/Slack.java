package io.tripline.notify.receiver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Effect;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * An incoming webhook of Slack: each event is a message, with a bar in the colour of how bad it is.
 * Slack knows no key by which a message that comes again could be told; so the key and the event's
 * id stand below each.
 */
final class Slack implements Receiver {
  private static final String ALARM = "#d13438";
  private static final String CAUTION = "#e8a317";
  private static final String RELIEF = "#2e8b57";

  /** What Slack takes as the text of a section. */
  private static final int LONGEST_TEXT = 3000;

  private final ReceiverSettings settings;

  Slack(ReceiverSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Message> on(Change change, Instant now) {
    Notice notice = change.notice();
    return settings.filter().accepts(notice) ? Optional.of(message(notice)) : Optional.empty();
  }

  @Override
  public Optional<Message> onFound(Alert alert, Instant now) {
    return settings.filter().accepts(alert)
        ? Optional.of(message(alert.latest()))
        : Optional.empty();
  }

  private Message message(Notice notice) {
    String title = settings.title().fill(notice);
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("text", Texts.shortened(title, LONGEST_TEXT));
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("color", color(notice));
    ArrayNode blocks = attachment.putArray("blocks");
    String text = settings.text().fill(notice);
    if (!text.isEmpty()) {
      ObjectNode section = blocks.addObject().put("type", "section");
      markdown(section.putObject("text"), Texts.shortened(text, LONGEST_TEXT));
    }
    ObjectNode context = blocks.addObject().put("type", "context");
    markdown(
        context.putArray("elements").addObject(),
        "`" + notice.key() + "` `" + notice.event().getEventId() + "`");
    return Message.json(message);
  }

  private static void markdown(ObjectNode text, String value) {
    text.put("type", "mrkdwn");
    text.put("text", value);
  }

  private static String color(Notice notice) {
    if (notice.effect() == Effect.ENDS) {
      return RELIEF;
    }
    return switch (notice.severity()) {
      case WARNING -> CAUTION;
      case CRITICAL -> ALARM;
    };
  }
}

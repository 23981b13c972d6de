package io.tripline.notify.receiver;

import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.config.ReceiverSettings;
import io.tripline.notify.delivery.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What somebody who is to be notified is sent. There are two sorts: those that keep alerts, which
 * are told when one opens, how it stands, and that it is over; and those that pass messages on,
 * which are told each event.
 */
public interface Receiver {
  /** Answers that say that a message is at fault, and not the receiver or its address. */
  Set<Integer> FAULTS_OF_MESSAGES = Set.of(400, 413, 422);

  /**
   * The receiver that settings describe.
   *
   * @param secrets resolves references
   */
  static Receiver of(ReceiverSettings settings, UnaryOperator<String> secrets) {
    return switch (settings.type()) {
      case ALERTMANAGER -> new Alertmanager(settings);
      case PAGERDUTY -> new PagerDuty(settings, secrets);
      case SLACK -> new Slack(settings);
      case WEBHOOK -> new Webhook(settings);
    };
  }

  /** What to send because of a change; empty if nothing. */
  Optional<Message> on(Change change, Instant now);

  /** What to send because an alert was open before this was first started; empty if nothing. */
  Optional<Message> onFound(Alert alert, Instant now);

  /** How often what is open is to be sent again; empty if never. */
  default Optional<Duration> resendEvery() {
    return Optional.empty();
  }

  /** What to send again of what is open. */
  default List<Message> resend(Collection<Alert> open, Instant now) {
    return List.of();
  }

  /** Whether an answer says that this very message will never be taken. */
  default boolean refuses(int status, String answer) {
    return FAULTS_OF_MESSAGES.contains(status);
  }
}

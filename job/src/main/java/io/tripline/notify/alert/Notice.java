package io.tripline.notify.alert;

import io.cloudevents.CloudEvent;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.RuleMode;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.Variance;
import java.time.Instant;

/**
 * An event as it stands in its topic.
 *
 * @param event what is said
 * @param context who says it, and of what; its data are the event in Avro
 * @param key what the events of one incident, or of one kill switch in all its lives, have in
 *     common: the {@code correlationid}
 * @param partition of the topic
 * @param offset in its partition
 */
public record Notice(
    ServiceEvent event, CloudEvent context, String key, int partition, long offset) {

  /** The service it is about. */
  public String service() {
    return event.getServiceId();
  }

  /** What of the service it is about: the id of a target or of a rule. */
  public String subject() {
    return event.getBody() instanceof Variance variance
        ? variance.getTargetId()
        : killSwitch().getRuleId();
  }

  /** Whether it is about a target, and not about a rule of a kill switch. */
  public boolean isVariance() {
    return event.getBody() instanceof Variance;
  }

  /** What happened, by its name in the contract. */
  public String transition() {
    return event.getBody() instanceof Variance variance
        ? variance.getTransition().name()
        : killSwitch().getTransition().name();
  }

  /**
   * How bad it is: of a variance, the worst so far; of a kill switch, CRITICAL from the trip on,
   * WARNING before.
   */
  public Severity severity() {
    if (event.getBody() instanceof Variance variance) {
      return variance.getSeverity();
    }
    return killSwitch().getTrippedAt() == null ? Severity.WARNING : Severity.CRITICAL;
  }

  /** Whether its rule is only tried out, so that nobody is to act on it. */
  public boolean isTrial() {
    return event.getBody() instanceof KillSwitch move && move.getMode() == RuleMode.MONITOR;
  }

  /** When what it is about began, by the tick; its own tick where nothing says so. */
  public Instant since() {
    Instant since =
        event.getBody() instanceof Variance variance
            ? variance.getSince()
            : killSwitch().getSince();
    return since == null ? event.getAsOf() : since;
  }

  /** What it does to the alert of its key. */
  public Effect effect() {
    return event.getBody() instanceof Variance variance
        ? Effect.of(variance.getTransition())
        : Effect.of(killSwitch().getTransition());
  }

  private KillSwitch killSwitch() {
    return (KillSwitch) event.getBody();
  }
}

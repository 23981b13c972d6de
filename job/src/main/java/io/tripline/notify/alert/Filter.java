package io.tripline.notify.alert;

import io.tripline.schemas.avro.Severity;
import java.util.Set;

/**
 * Which notices are for a receiver. What is empty leaves all.
 *
 * @param services by their ids
 * @param kinds of events
 * @param severities by how bad it has become
 * @param trials whether those of rules that are only tried out are meant too
 */
public record Filter(
    Set<String> services, Set<Kind> kinds, Set<Severity> severities, boolean trials) {
  /** All that somebody is to act on. */
  public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), false);

  /** The two kinds of events. */
  public enum Kind {
    VARIANCE,
    KILL_SWITCH
  }

  public Filter {
    services = Set.copyOf(services);
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
  }

  /** Whether a notice is meant. */
  public boolean accepts(Notice notice) {
    Kind kind = notice.isVariance() ? Kind.VARIANCE : Kind.KILL_SWITCH;
    return (services.isEmpty() || services.contains(notice.service()))
        && (kinds.isEmpty() || kinds.contains(kind))
        && (severities.isEmpty() || severities.contains(notice.severity()))
        && (trials || !notice.isTrial());
  }

  /** Whether an alert, as it stands, is meant; null is not. */
  public boolean accepts(Alert alert) {
    return alert != null && accepts(alert.latest());
  }
}

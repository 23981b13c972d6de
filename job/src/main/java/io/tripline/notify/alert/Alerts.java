package io.tripline.notify.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The alerts that are open by the events of one partition. There is one for each key, which is an
 * incident, or a kill switch in all its lives. An alert is open while somebody is asked to look at
 * it, which is not the same as while something is wrong: who has confirmed or overridden a kill
 * switch has looked.
 *
 * <pre>
 *   of a variance
 *     closed, open   OPENED, ESCALATED, UPDATED    open: the notice is its latest
 *     closed, open   RESOLVED                      closed
 *
 *   of a kill switch
 *     closed, open   WARNED                        open, WARNING
 *     closed, open   TRIPPED, STANDING             open, CRITICAL
 *     closed, open   STOOD_DOWN, CONFIRMED,
 *                    OVERRIDDEN, OVERRIDE_ENDED,
 *                    REARMED                       closed
 *     open           OVERRUN                       open: the notice is its latest
 *     closed         OVERRUN                       closed: confirmed, and spent all the same
 *     closed, open   COMMAND_REJECTED              as it was
 * </pre>
 *
 * <p>A job that writes at least once says again, after a failure, what it has said before; what is
 * earlier than what its service was last heard of, or was heard at that very tick, is nothing new.
 */
public final class Alerts {
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private final Map<String, Heard> heard = new HashMap<>();

  /** What was heard of a service: the last tick, and the events of that tick. */
  private record Heard(Instant asOf, Set<String> eventIds) {}

  /** What a notice would do; empty if it was heard before. */
  public Optional<Change> change(Notice notice) {
    if (isRepeated(notice)) {
      return Optional.empty();
    }
    Alert before = open.get(notice.key());
    return Optional.of(new Change(notice, before, after(notice, before)));
  }

  private static Alert after(Notice notice, Alert before) {
    return switch (notice.effect()) {
      case RAISES -> new Alert(notice, notice.offset());
      case AMENDS -> before == null ? null : new Alert(notice, before.anchor());
      case ENDS -> null;
      case NONE -> before;
    };
  }

  private boolean isRepeated(Notice notice) {
    Heard last = heard.get(notice.service());
    if (last == null) {
      return false;
    }
    int order = notice.event().getAsOf().compareTo(last.asOf());
    return order < 0 || (order == 0 && last.eventIds().contains(notice.event().getEventId()));
  }

  /** Lets a change be so. */
  public void apply(Change change) {
    hear(change.notice());
    String key = change.notice().key();
    if (change.after() == null) {
      open.remove(key);
    } else {
      open.put(key, change.after());
    }
  }

  private void hear(Notice notice) {
    Instant asOf = notice.event().getAsOf();
    heard
        .compute(
            notice.service(),
            (service, last) ->
                last == null || last.asOf().isBefore(asOf)
                    ? new Heard(asOf, new HashSet<>())
                    : last)
        .eventIds()
        .add(notice.event().getEventId());
  }

  /** Those that are open, in the order in which they were raised first. */
  public Collection<Alert> open() {
    return Collections.unmodifiableCollection(open.values());
  }

  /** From where on to read to know all that are open again; empty if none is. */
  public OptionalLong anchor() {
    return open.values().stream().mapToLong(Alert::anchor).min();
  }
}

package io.tripline.notify.receiver;

import io.tripline.notify.alert.Alert;
import io.tripline.notify.alert.Change;
import io.tripline.notify.alert.Effect;
import io.tripline.notify.alert.Filter;
import io.tripline.notify.alert.Notice;
import java.util.Optional;

/**
 * What somebody who keeps alerts is told of one.
 *
 * <pre>
 *   meant before, meant after     open: raised anew, told how it stands, or as bad as it became
 *   not before, meant after       open
 *   meant before, not after       over: it ended, or it became worse and is for others now
 *   neither                       nothing, but what ends an alert that is not known is told all the
 *                                 same: whoever is told may know it
 * </pre>
 *
 * @param notice that tells
 * @param open whether somebody is asked to look, else nobody is any more
 */
record Page(Notice notice, boolean open) {

  /** What to tell; empty if nothing. */
  static Optional<Page> of(Change change, Filter filter) {
    Alert after = change.after();
    Notice notice = change.notice();
    if (filter.accepts(after)) {
      boolean news = after.latest().offset() == notice.offset();
      return news ? Optional.of(new Page(notice, true)) : Optional.empty();
    }
    boolean unknown = change.before() == null && notice.effect() == Effect.ENDS;
    return filter.accepts(change.before()) || (unknown && filter.accepts(notice))
        ? Optional.of(new Page(notice, false))
        : Optional.empty();
  }
}

package io.tripline.ledger.person;

import java.util.ArrayList;
import java.util.List;

/** What has to be posted to a slice so that it stands as computed anew. */
final class Differences {
  private Differences() {}

  /**
   * New less old, of one slice, service by service.
   *
   * @param old by service
   * @param revised by service
   */
  static List<LaborPosting> between(List<LaborPosting> old, List<LaborPosting> revised) {
    List<LaborPosting> differences = new ArrayList<>();
    int o = 0;
    int r = 0;
    while (o < old.size() || r < revised.size()) {
      int order = order(old, o, revised, r);
      LaborPosting wanted = order >= 0 ? revised.get(r++) : nothingLike(old.get(o));
      LaborPosting posted = order <= 0 ? old.get(o++) : nothingLike(wanted);
      LaborPosting difference = wanted.minus(posted);
      if (!difference.isNothing()) {
        differences.add(difference);
      }
    }
    return differences;
  }

  /** Negative if the next service is old only, positive if it is revised only. */
  private static int order(List<LaborPosting> old, int o, List<LaborPosting> revised, int r) {
    if (o == old.size()) {
      return 1;
    }
    if (r == revised.size()) {
      return -1;
    }
    return old.get(o).serviceId().compareTo(revised.get(r).serviceId());
  }

  private static LaborPosting nothingLike(LaborPosting posting) {
    return LaborPosting.nothing(posting.serviceId(), posting.slice(), posting.personId());
  }
}

package io.tripline.ledger.book;

import java.util.Comparator;

/**
 * Whose time went to, or came from, which other service.
 *
 * @param role the person's role on the service the time was taken from
 * @param otherServiceId the service at the other end
 */
public record DiversionKey(String personId, String role, String otherServiceId)
    implements Comparable<DiversionKey> {
  private static final Comparator<DiversionKey> ORDER =
      Comparator.comparing(DiversionKey::personId)
          .thenComparing(DiversionKey::role)
          .thenComparing(DiversionKey::otherServiceId);

  /** By person, role and other service: the order of statements and flows. */
  @Override
  public int compareTo(DiversionKey other) {
    return ORDER.compare(this, other);
  }
}

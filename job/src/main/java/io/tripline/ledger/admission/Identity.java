package io.tripline.ledger.admission;

import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The identity of a fact in 128 bits: the first half of the SHA-256 of its feed, source and event
 * id. Sixteen bytes whatever the length of the names, and nobody who chooses names can make two of
 * them meet, so that a fact would be taken for another's duplicate.
 */
public record Identity(long high, long low) {

  /** The identity of a fact. */
  public static Identity of(Fact fact) {
    return of(fact.feed(), fact.id());
  }

  /** The identity of what has these names. */
  public static Identity of(Feed feed, FactId id) {
    byte[] source = id.source().getBytes(StandardCharsets.UTF_8);
    byte[] eventId = id.eventId().getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update(feed.name().getBytes(StandardCharsets.US_ASCII));
    // The length keeps ("ab", "c") apart from ("a", "bc").
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(source.length).array());
    digest.update(source);
    digest.update(eventId);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new Identity(hash.getLong(), hash.getLong());
  }

  /**
   * The bucket, in {@code [0, buckets)}, in which facts of these names are looked for. Cheaper than
   * the identity itself, and the same on every machine.
   */
  public static int bucket(Fact fact, int buckets) {
    int mixed = 31 * fact.id().eventId().hashCode() + fact.id().source().hashCode();
    mixed = (31 * mixed + fact.feed().ordinal()) * 0x9E3779B9;
    return Math.floorMod(mixed ^ (mixed >>> 16), buckets);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

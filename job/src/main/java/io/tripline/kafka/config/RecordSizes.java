package io.tripline.kafka.config;

/**
 * How long records may be, in bytes. Whatever stands in a topic of facts must fit into a dead
 * letter, together with the reason and where it stood; so the topics that are written take more
 * than those that are read.
 */
public final class RecordSizes {
  /** What topics of facts take: their {@code max.message.bytes}. */
  public static final int FACTS = 12 << 20;

  /** What topics of results take, and what a producer may send: {@code max.request.size}. */
  public static final int RESULTS = 16 << 20;

  /**
   * Up to here a refused record is kept in its dead letter; of a longer one, which only a topic
   * that takes more than {@link #FACTS} holds, the letter says where it stands.
   */
  public static final int KEPT = 15 << 20;

  private RecordSizes() {}
}

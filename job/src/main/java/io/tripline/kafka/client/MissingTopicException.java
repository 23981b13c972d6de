package io.tripline.kafka.client;

/** A topic that is to be read or written is not there. */
public final class MissingTopicException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says which topic, and how to get it. */
  public MissingTopicException(String topic) {
    super(
        "there is no topic "
            + topic
            + ", or this user may not see it; make it with: tripline topics create");
  }
}

package io.tripline.kafka.config;

import java.io.Serializable;

/** A topic, and how its records are put into bytes. */
public record Topic(String name, Framing framing) implements Serializable {
  /** A topic with the default framing. */
  public static Topic of(String name) {
    return new Topic(name, Framing.SINGLE_OBJECT);
  }
}

package io.tripline.outlet;

import java.io.Serializable;

/**
 * Where the key of pseudonyms is to be found. It is asked for where the key is used and no sooner:
 * what is sent to a task holds no secret.
 */
public interface PseudonymKey extends Serializable {
  /**
   * The key.
   *
   * @throws RuntimeException if it is not where it should be, which the message names
   */
  byte[] read();

  /** Where it is, to be named in messages. */
  String place();
}

package io.tripline.outlet;

import io.tripline.schemas.avro.DeadLetter;
import java.util.List;

/**
 * Dead letters for those who are not to know who people are: where something was refused and for
 * what reason, but neither what it was nor what is said of it, either of which may name people.
 */
public final class WithheldLetters {
  private static final String MESSAGE =
      "what was refused, and what is wrong with it, is left out here, since it may name people;"
          + " read it where it stands";

  private WithheldLetters() {}

  /** The letter without its contents. */
  public static DeadLetter of(DeadLetter letter) {
    return DeadLetter.newBuilder(letter)
        .setMessage(MESSAGE)
        .setPayload(null)
        .setKey(null)
        .setHeaders(List.of())
        .build();
  }
}

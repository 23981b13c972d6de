package io.tripline.kafka.config;

import io.tripline.outlet.People;
import io.tripline.outlet.PseudonymKey;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Whether people are known by what is written.
 *
 * @param pseudonymKey a reference to the key that pseudonyms are made with, or null where there are
 *     none
 */
public record PeopleSettings(People.Naming naming, String pseudonymKey) implements Serializable {
  /** By their ids. */
  public static final PeopleSettings NAMED = new PeopleSettings(People.Naming.NAMES, null);

  /** How what is written names people; yet to be opened. */
  public People people() {
    return switch (naming) {
      case NAMES -> People.NAMED;
      case HASHED -> People.hashed(new Referred(pseudonymKey));
      case NONE -> People.LEFT_OUT;
    };
  }

  /**
   * What is wrong with a reference to a key.
   *
   * @return to be read after the name of what it was given as; null if nothing is
   */
  public static String objection(String reference) {
    return References.isReference(reference) ? null : "is a secret, which " + References.SECRET;
  }

  private record Referred(String place) implements PseudonymKey {
    @Override
    public byte[] read() {
      return new Secrets().resolve(place).getBytes(StandardCharsets.UTF_8);
    }
  }
}

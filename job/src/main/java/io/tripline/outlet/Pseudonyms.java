package io.tripline.outlet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What people are called instead of by their ids: {@code p-} and 20 hexadecimal digits, the
 * beginning of an HMAC-SHA-256 of the id. The same id is always called the same under the same key.
 * There are few ids, and whoever has them all could hash them too: it is the key alone that keeps
 * people from being found out.
 *
 * <p>Of ten thousand people, two are called alike with a probability below 10⁻¹⁶. Not for use by
 * several threads.
 */
final class Pseudonyms {
  /** A key of fewer bytes could be guessed: 128 bits. */
  static final int SHORTEST_KEY = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "p-";
  private static final int BYTES = 10;

  private final Mac mac;

  /**
   * @param key at least {@value #SHORTEST_KEY} bytes
   */
  Pseudonyms(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  String of(String personId) {
    byte[] hash = mac.doFinal(personId.getBytes(StandardCharsets.UTF_8));
    return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
  }
}

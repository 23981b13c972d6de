package io.tripline.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripline.ledger.fact.FactId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Version 5 UUIDs in the project's namespace, byte by byte as RFC 9562 has them. */
final class OracleNames {
  private static final String NAMESPACE = "01d484d74d1056639e12d83874d958c7";

  private OracleNames() {}

  static String incident(String service, String target, long tick) {
    return uuid("incident\n" + service + "\n" + target + "\n" + Instant.ofEpochMilli(tick));
  }

  static String event(String service, String subject, String transition, long tick, FactId by) {
    String name =
        String.join(
            "\n", "event", service, subject, transition, Instant.ofEpochMilli(tick).toString());
    return uuid(by == null ? name : name + "\n" + by.source() + "\n" + by.eventId());
  }

  private static String uuid(String name) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    sha.update(HexFormat.of().parseHex(NAMESPACE));
    byte[] hash = sha.digest(name.getBytes(UTF_8));
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    String hex = HexFormat.of().formatHex(hash, 0, 16);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }
}

package io.tripline.schemas;

import java.util.Locale;

/** The first bytes of a message, which tell its framing. */
final class Beginning {
  private static final int SHOWN = 10;

  private Beginning() {}

  /**
   * What to say of a message that is not in its framing.
   *
   * @param framing what the message should be in
   * @param mark how that begins
   */
  static FormatException unexpected(byte[] message, String framing, String mark) {
    return new FormatException(
        Fault.UNREADABLE,
        message == null || message.length == 0
            ? "the message is empty; send a record in " + framing
            : "the message does not begin as "
                + framing
                + " does, with "
                + mark
                + "; it begins with "
                + hex(message)
                + guess(message));
  }

  private static String hex(byte[] message) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(message.length, SHOWN); i++) {
      hex.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02X", message[i]));
    }
    return hex.toString();
  }

  private static String guess(byte[] message) {
    if (SingleObjectCodec.isMarked(message)) {
      return " (Avro's single-object encoding?)";
    }
    return switch (message[0]) {
      case '{' -> " (JSON?)";
      case ConfluentCodec.MAGIC -> " (the Confluent wire format, of a schema registry?)";
      default -> "";
    };
  }
}

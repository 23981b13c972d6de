package io.tripline.cli.print;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bytes that come from outside, so that they can be read and do nothing to a terminal. */
final class Bytes {
  private static final int PER_LINE = 16;
  private static final char REPLACEMENT = '\uFFFD';

  private Bytes() {}

  /** The text that these bytes are in UTF-8; empty if they are none, or it cannot be printed. */
  static Optional<String> text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.equals(printable(text)) ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The text without the characters by which a terminal is given orders. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> printable.appendCodePoint(isOrder(c) ? REPLACEMENT : c));
    return printable.toString();
  }

  private static boolean isOrder(int character) {
    return Character.isISOControl(character) && character != '\n' && character != '\t';
  }

  /** The first of these bytes, sixteen a line: their number, they, and what of them is ASCII. */
  static List<String> hexadecimal(byte[] bytes, int count) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < count; from += PER_LINE) {
      StringBuilder hexadecimal = new StringBuilder();
      StringBuilder ascii = new StringBuilder();
      for (int i = from; i < Math.min(from + PER_LINE, count); i++) {
        hexadecimal.append(String.format(Locale.ROOT, "%02x ", bytes[i]));
        ascii.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
      }
      lines.add(
          String.format(Locale.ROOT, "  %08x  ", from)
              + Say.left(hexadecimal.toString(), PER_LINE * 3)
              + " |"
              + ascii
              + "|");
    }
    return lines;
  }
}

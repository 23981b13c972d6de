package io.tripline.backtest.page;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/**
 * Escapes what would mean something to HTML around a JSON text, as {@code </script>} does, or to
 * JavaScript, where U+2028 and U+2029 end a line. It is the same JSON.
 */
final class MarkupEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private final int[] ascii;

  MarkupEscapes() {
    ascii = standardAsciiEscapesForJSON();
    ascii['<'] = ESCAPE_STANDARD;
    ascii['>'] = ESCAPE_STANDARD;
    ascii['&'] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public SerializableString getEscapeSequence(int character) {
    return switch (character) {
      case LINE_SEPARATOR -> new SerializedString("\\u2028");
      case PARAGRAPH_SEPARATOR -> new SerializedString("\\u2029");
      default -> null;
    };
  }
}

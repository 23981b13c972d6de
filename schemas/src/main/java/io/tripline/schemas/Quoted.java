package io.tripline.schemas;

/** What was found, in a message: quoted, and not longer than a person wants to read. */
final class Quoted {
  private static final int LONGEST = 40;

  private Quoted() {}

  static String shortly(String text) {
    return '"' + cut(text, LONGEST) + '"';
  }

  /** The beginning of a text, on one line, up to that many characters. */
  static String cut(String text, int longest) {
    String beginning =
        text.codePoints()
            .limit(longest)
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return text.codePointCount(0, text.length()) > longest ? beginning + "…" : beginning;
  }
}

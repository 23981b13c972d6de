package io.tripline.schemas;

/** What was found, in a message: quoted, and not longer than a person wants to read. */
final class Quoted {
  private static final int LONGEST = 40;

  private Quoted() {}

  static String shortly(String text) {
    String printable =
        text.codePoints()
            .limit(LONGEST)
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return '"' + printable + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "") + '"';
  }
}

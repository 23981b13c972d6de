package io.tripline.notify.receiver;

/** Texts as long as somebody takes them. */
final class Texts {
  private static final String MORE = "…";

  private Texts() {}

  /** The text, or its beginning, in so many characters; no pair of them is torn apart. */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - MORE.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }
}

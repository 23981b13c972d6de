package io.tripline.plan;

/**
 * What may name something: 1 to 256 characters that people can see, without blanks around them.
 * Names end up in keys, file lines and messages, where what cannot be seen cannot be told apart.
 */
public final class Identifiers {
  private static final int LONGEST = 256;

  private Identifiers() {}

  /** What speaks against a name, to be read after "is …,"; null if nothing does. */
  public static String objection(String name) {
    if (name.isBlank()) {
      return "which names nothing; write 1 to 256 characters";
    }
    if (name.length() > LONGEST) {
      return "which is too long; write at most 256 characters";
    }
    if (!name.equals(name.strip())) {
      return "which has blanks around it; take them away";
    }
    if (name.codePoints().anyMatch(Identifiers::cannotBeSeen)) {
      return "which holds a character that cannot be seen or does not exist; take it away";
    }
    return null;
  }

  private static boolean cannotBeSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}

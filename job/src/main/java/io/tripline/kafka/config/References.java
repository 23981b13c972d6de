package io.tripline.kafka.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How references to secrets are written: as Kafka's configuration providers take them. */
public final class References {
  /** What to write, for a message. */
  public static final String WANTED =
      "${env:NAME}, ${file:/PATH.properties:KEY} or ${dir:/PATH:FILE}";

  /** What to say of a secret that stands in the open, to be read after "which". */
  public static final String SECRET =
      "has no place in this file; write where it is to be found: " + WANTED;

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(env:[^}:\\s]+|file:/[^}:]*:[^}:]+|dir:/[^}:]*:[^}:]+)\\}");
  private static final Pattern MEANT = Pattern.compile("\\$\\{[^}]*\\}?");

  private References() {}

  /** Whether a text is a reference and nothing else. */
  public static boolean isReference(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /** Whether anything in a text may be meant as a reference. */
  public static boolean mayRefer(String text) {
    return text.contains("${");
  }

  /** What is wrong with the references in a text, to be read after its key. */
  public static Optional<String> objection(String text) {
    Matcher meant = MEANT.matcher(text);
    while (meant.find()) {
      if (!isReference(meant.group())) {
        return Optional.of("holds " + meant.group() + ", which is no reference; write " + WANTED);
      }
    }
    return Optional.empty();
  }
}

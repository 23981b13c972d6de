package io.tripline.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The module's reference, and the examples in it, each announced by a comment before its fence. */
public final class Readme {
  private static final Path FILE = Path.of("README.md");

  private Readme() {}

  /** All of it. */
  public static String text() {
    try {
      return Files.readString(FILE, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is between the fences of the example of that name. */
  public static String example(String name) {
    Matcher example =
        Pattern.compile("<!-- example: " + name + " -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL)
            .matcher(text());
    if (!example.find()) {
      throw new IllegalArgumentException(FILE + " has no example named " + name);
    }
    return example.group(1);
  }
}

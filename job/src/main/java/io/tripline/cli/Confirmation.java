package io.tripline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks whoever sits at the terminal. Whether somebody does, only the launcher can see, and says so
 * by a property.
 */
final class Confirmation {
  private static final String TERMINAL = "tripline.stdin.terminal";

  private Confirmation() {}

  /** Whether there is somebody to ask. */
  static boolean possible() {
    return Boolean.getBoolean(TERMINAL);
  }

  /** Asks; anything but yes is no. */
  static boolean of(String question, PrintWriter terminal) throws IOException {
    terminal.print(question + " [y/N] ");
    terminal.flush();
    String answer =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}

package io.tripline.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Programs that are neither ours nor Maven's: found on the PATH, or else brought from Debian by
 * {@code deploy/checks/debian}, which knows their packages.
 */
public final class DebianPrograms {
  private DebianPrograms() {}

  /**
   * Where a program is, once it is there; this may take as long as a download.
   *
   * @param name such as {@code promtool}; of a package of Python's, {@code python3-avro}, it is the
   *     Python that has it
   * @throws IllegalStateException if it cannot be had, with what to do
   */
  public static Path find(String name) {
    Path script = Checkout.root().resolve("deploy/checks/debian");
    try {
      Process process =
          new ProcessBuilder(script.toString(), name)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            name + " is needed, and " + script + " could not bring it; see above why");
      }
      return Path.of(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " was being brought", e);
    }
  }
}

package io.tripline.checks;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository that the tests run in. */
public final class Checkout {
  private Checkout() {}

  /**
   * The folder that everything lies in.
   *
   * @throws IllegalStateException if the tests do not run inside of a checkout
   */
  public static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath() + " is ours");
  }
}

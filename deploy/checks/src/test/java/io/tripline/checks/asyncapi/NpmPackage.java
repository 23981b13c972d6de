package io.tripline.checks.asyncapi;

import io.tripline.checks.DebianPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A package of the npm registry, of which only files are wanted: nothing of it is run.
 *
 * @param sha512 of the archive, in Base64, as npm calls its integrity
 */
record NpmPackage(String name, String version, String sha512) {

  /**
   * Fetches and unpacks it.
   *
   * @param directory a new or empty one
   * @return the directory that the package's files are in
   * @throws IOException if it cannot be had, or is another than was meant
   */
  Path unpack(Path directory) throws Exception {
    run(
        directory,
        List.of(DebianPrograms.find("npm").toString(), "pack", "--silent", name + "@" + version));
    Path archive;
    try (Stream<Path> files = Files.list(directory)) {
      archive = files.filter(file -> file.toString().endsWith(".tgz")).findFirst().orElseThrow();
    }
    if (!digest(archive).equals(sha512)) {
      throw new IOException(name + "@" + version + " is not what it was: " + digest(archive));
    }
    run(directory, List.of("tar", "-xzf", archive.toString()));
    return directory.resolve("package");
  }

  private static void run(Path directory, List<String> words) throws Exception {
    Process process =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(words + " failed:\n" + said);
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}

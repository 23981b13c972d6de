package io.tripline.checks.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile, and what is to be said against them.
 *
 * @param instructions in their order, each on one line
 */
record Dockerfile(List<Instruction> instructions) {
  private static final Pattern VERSION =
      Pattern.compile("[a-z0-9./-]+:[0-9]+\\.[0-9]+\\.[0-9]+[A-Za-z0-9._-]*");
  private static final Pattern USER = Pattern.compile("[1-9][0-9]*:[1-9][0-9]*");
  private static final Pattern SECRET = Pattern.compile("(?i).*(PASSWORD|SECRET|TOKEN|KEY).*");

  /**
   * One instruction.
   *
   * @param name in capitals
   * @param flags such as {@code --from=build}
   * @param arguments what else there is
   */
  record Instruction(String name, List<String> flags, List<String> arguments) {
    boolean is(String other) {
      return name.equals(other);
    }

    /** The stage that is copied from, or null. */
    String from() {
      return flags.stream()
          .filter(flag -> flag.startsWith("--from="))
          .map(flag -> flag.substring("--from=".length()))
          .findFirst()
          .orElse(null);
    }

    /** What is copied. */
    List<String> sources() {
      return arguments.subList(0, arguments.size() - 1);
    }
  }

  static Dockerfile read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Dockerfile parse(String text) {
    List<Instruction> instructions = new ArrayList<>();
    String whole = text.replaceAll("(?m)^\\s*#.*\\R?", "").replaceAll("\\\\\\R", " ");
    for (String line : whole.lines().filter(one -> !one.isBlank()).toList()) {
      List<String> words = Arrays.asList(line.strip().split("\\s+", -1));
      List<String> after = words.subList(1, words.size());
      List<String> flags = after.stream().takeWhile(word -> word.startsWith("--")).toList();
      instructions.add(
          new Instruction(
              words.get(0).toUpperCase(Locale.ROOT),
              flags,
              after.subList(flags.size(), after.size())));
    }
    return new Dockerfile(instructions);
  }

  /** What is wrong with it, wherever it is built. */
  List<String> objections() {
    List<String> objections = new ArrayList<>();
    String user = "root";
    boolean health = false;
    for (Instruction instruction : instructions) {
      String first = instruction.arguments().isEmpty() ? "" : instruction.arguments().get(0);
      String all = String.join(" ", instruction.arguments());
      switch (instruction.name()) {
        case "FROM" -> {
          object(
              !VERSION.matcher(first).matches(), first + " is no version of an image", objections);
          user = "root";
        }
        case "USER" -> user = first;
        case "HEALTHCHECK" -> health = true;
        case "ADD" -> objections.add("ADD may fetch and unpack; write COPY");
        case "COPY" ->
            object(
                instruction.from() != null && !stages().contains(instruction.from()),
                "there is no stage " + instruction.from(),
                objections);
        case "RUN" -> {
          object(all.contains("sudo "), "sudo in RUN; write USER", objections);
          object(all.matches(".*(curl|wget) .*\\| *(ba)?sh.*"), "a pipe into a shell", objections);
          object(
              all.contains("apt-get install") && !all.contains("--no-install-recommends"),
              "apt-get install without --no-install-recommends",
              objections);
        }
        case "ENV", "ARG" ->
            object(SECRET.matcher(first).matches(), first + " stays in the image", objections);
        case "LABEL", "WORKDIR", "ENTRYPOINT", "CMD", "EXPOSE", "VOLUME" -> {}
        default -> objections.add(instruction.name() + " is no instruction for here");
      }
    }
    object(!USER.matcher(user).matches(), "runs as " + user + ", no number but root's", objections);
    object(!health, "does not say how its health is known", objections);
    return objections;
  }

  private static void object(boolean wrong, String why, List<String> objections) {
    if (wrong) {
      objections.add(why);
    }
  }

  /** The names of what is built on the way. */
  List<String> stages() {
    return instructions.stream()
        .filter(instruction -> instruction.is("FROM") && instruction.arguments().size() == 3)
        .map(instruction -> instruction.arguments().get(2))
        .toList();
  }
}

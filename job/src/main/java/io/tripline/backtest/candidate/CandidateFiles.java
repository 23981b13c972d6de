package io.tripline.backtest.candidate;

import io.tripline.history.BadHistoryException;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.plan.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads candidates from plan files: each file is one, a directory stands for the files in it. */
public final class CandidateFiles {
  private final PlanReader plans;
  private final Path history;

  /**
   * @param currency the one currency, as a code of ISO 4217
   * @param calendars those that plans may name
   * @param history the directory of the history, or null: files in it are called as the history
   *     calls them
   */
  public CandidateFiles(String currency, Calendars calendars, Path history) {
    this.plans = new PlanReader(currency, calendars);
    this.history = history == null ? null : history.toAbsolutePath().normalize();
  }

  /**
   * A plan file that was read.
   *
   * @param path where it is, for messages
   * @param name of the candidate: unique among those read together
   * @param portable what it is called in results, which have to be the same wherever the files are:
   *     relative to the history if it is in it; else its name, after its directory's where that
   *     alone does not tell two apart
   * @param sha256 of its bytes
   */
  public record PlanFile(Path path, String name, String portable, String text, String sha256) {}

  /**
   * Reads files and directories. A candidate is named after its file, without what follows the last
   * dot, and after the directory too where that alone does not tell two apart.
   *
   * @return sorted by name, numbered from 0
   * @throws BadHistoryException with everything that is wrong, if anything is
   */
  public List<Candidate> read(List<Path> paths) throws BadHistoryException, IOException {
    List<Candidate> candidates = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (PlanFile file : open(paths)) {
      PlanReading reading = plans.read(file.text());
      if (reading.usable()) {
        candidates.add(
            new Candidate(
                candidates.size(),
                file.name(),
                file.portable(),
                file.sha256(),
                reading.plan(),
                reading.recordedAt(),
                Map.of()));
      } else {
        problems.addAll(errors(reading, file.path().toString()));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadHistoryException(String.join(System.lineSeparator(), problems));
    }
    return List.copyOf(candidates);
  }

  /**
   * Reads files and directories as text.
   *
   * @return sorted by name
   * @throws BadHistoryException if there is none, or one is no text
   */
  public List<PlanFile> open(List<Path> paths) throws BadHistoryException, IOException {
    Map<String, Path> files = named(files(paths));
    if (files.isEmpty()) {
      throw new BadHistoryException(
          "there is no candidate in "
              + paths.stream().map(Path::toString).collect(Collectors.joining(", "))
              + "; name plan files (.yaml), or directories that hold some");
    }
    List<PlanFile> opened = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      opened.add(open(file.getKey(), file.getValue()));
    }
    return List.copyOf(opened);
  }

  private PlanFile open(String name, Path file) throws BadHistoryException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadHistoryException(file + " is no file; name plan files in YAML");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new PlanFile(file, name, portable(name, file), text, sha256(bytes));
    } catch (CharacterCodingException e) {
      throw new BadHistoryException(file + " is no text in UTF-8; save it as UTF-8");
    }
  }

  private String portable(String name, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (history != null && absolute.startsWith(history)) {
      return text(history.relativize(absolute));
    }
    boolean alone = name.equals(name(file));
    return text(
        alone
            ? absolute.getFileName()
            : absolute.subpath(absolute.getNameCount() - 2, absolute.getNameCount()));
  }

  /** The same on every file system. */
  private static String text(Path relative) {
    List<String> names = new ArrayList<>();
    relative.forEach(name -> names.add(name.toString()));
    return String.join("/", names);
  }

  /** What is wrong with a plan, a line each. */
  public static List<String> errors(PlanReading reading, String file) {
    return reading.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(problem -> problem.in(file))
        .toList();
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.list(path)) {
          inside.filter(CandidateFiles::isYaml).sorted().forEach(files::add);
        }
      } else {
        files.add(path);
      }
    }
    return files.stream().distinct().toList();
  }

  private static boolean isYaml(Path file) {
    return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
  }

  private static Map<String, Path> named(List<Path> files) throws BadHistoryException {
    Map<String, List<Path>> byName =
        files.stream().collect(Collectors.groupingBy(CandidateFiles::name, Collectors.toList()));
    Map<String, Path> named = new TreeMap<>();
    for (Path file : files) {
      String name = name(file);
      Path parent = file.toAbsolutePath().getParent();
      String full =
          byName.get(name).size() > 1 && parent.getFileName() != null
              ? parent.getFileName() + "-" + name
              : name;
      Path other = named.put(full, file);
      if (other != null) {
        throw new BadHistoryException(
            "%s and %s would both be called %s; rename one".formatted(other, file, full));
      }
    }
    return named;
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

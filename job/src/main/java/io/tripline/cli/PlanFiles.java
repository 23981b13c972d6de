package io.tripline.cli;

import io.tripline.history.BadHistoryException;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.plan.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads plan files, and says of each on a line what is wrong, or that it is good. */
final class PlanFiles {
  private final PlanReader reader;
  private final PrintWriter out;

  PlanFiles(PlanReader reader, PrintWriter out) {
    this.reader = reader;
    this.out = out;
  }

  /** The plans in all of these files; empty if one of them cannot be used. */
  Optional<Map<Path, PlanReading>> read(List<Path> files) throws BadHistoryException, IOException {
    Map<Path, PlanReading> readings = new LinkedHashMap<>();
    for (Path file : files) {
      PlanReading reading = reader.read(text(file));
      report(file, reading);
      readings.put(file, reading);
    }
    out.flush();
    return readings.values().stream().allMatch(PlanReading::usable)
        ? Optional.of(readings)
        : Optional.empty();
  }

  private void report(Path file, PlanReading reading) {
    for (Problem problem : reading.problems()) {
      out.println(problem.in(file.toString()));
    }
    if (reading.usable()) {
      out.println(
          file + ": good: " + reading.plan().serviceId() + ", version " + reading.plan().version());
    }
  }

  private static String text(Path file) throws BadHistoryException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadHistoryException(file + " is no file; name plan files in YAML");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadHistoryException(file + " is no text in UTF-8; save it as UTF-8");
    }
  }
}

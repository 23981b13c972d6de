package io.tripline.cli.print;

import io.tripline.plantest.FieldComparison;
import io.tripline.plantest.PlanTestResult;
import io.tripline.plantest.PlanTestResult.Mismatch;
import io.tripline.plantest.PlanTestResult.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** What came of plan tests, as a person reads it: of what failed, expected and got side by side. */
public final class PlanTestPrinter {
  private static final int COLUMN = 44;
  private static final String NOTHING = "nothing like it";

  private final Ansi ansi;

  /**
   * @param ansi whether there is colour
   */
  public PlanTestPrinter(Ansi ansi) {
    this.ansi = ansi;
  }

  /** The lines to print of one test of a file. */
  public List<String> lines(Path file, PlanTestResult result) {
    List<String> lines = new ArrayList<>();
    if (result.passed()) {
      String events = result.events() == 1 ? " (1 event)" : " (" + result.events() + " events)";
      lines.add("  " + Paint.RELIEF.on("passed", ansi) + "  " + result.name() + events);
      return lines;
    }
    lines.add("  " + Paint.ALARM.on("FAILED", ansi) + "  " + result.name());
    for (Refusal refusal : result.refusals()) {
      lines.add(
          "    "
              + refusal.place().in(file.toString())
              + ": a fact does not count: "
              + refusal.message());
    }
    for (Mismatch mismatch : result.mismatches()) {
      lines.addAll(mismatch(file, mismatch));
    }
    return lines;
  }

  private List<String> mismatch(Path file, Mismatch mismatch) {
    List<String> lines = new ArrayList<>();
    if (mismatch.place() == null) {
      lines.add("    came, and was not expected:");
      lines.addAll(table(mismatch.fields(), "", "got"));
    } else if (mismatch.came()) {
      lines.add("    " + mismatch.place().in(file.toString()) + ": came otherwise:");
      lines.addAll(table(mismatch.fields(), "expected", "got"));
    } else {
      lines.add("    " + mismatch.place().in(file.toString()) + ": did not come:");
      lines.addAll(table(mismatch.fields(), "expected", NOTHING));
    }
    return lines;
  }

  private List<String> table(List<FieldComparison> fields, String expected, String got) {
    int names = fields.stream().mapToInt(field -> field.path().length()).max().orElse(0);
    int left =
        fields.stream()
            .flatMap(field -> cell(field.expected()).stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    left = Math.max(left, expected.length());
    List<String> lines = new ArrayList<>();
    lines.add(Paint.FAINT.on(row("", names, "", expected, left, got), ansi));
    for (FieldComparison field : fields) {
      lines.addAll(rows(field, names, left));
    }
    return lines;
  }

  private List<String> rows(FieldComparison field, int names, int left) {
    List<String> expected = cell(field.expected());
    List<String> got = cell(field.got());
    boolean differs = !field.equal() && field.expected() != null && field.got() != null;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
      String row =
          row(
              i == 0 ? field.path() : "",
              names,
              differs && i == 0 ? "!" : "",
              i < expected.size() ? expected.get(i) : "",
              left,
              i < got.size() ? got.get(i) : "");
      lines.add(differs ? Paint.CAUTION.on(row, ansi) : row);
    }
    return lines;
  }

  private static String row(
      String name, int names, String mark, String expected, int left, String got) {
    String row =
        "      "
            + Say.left(mark, 2)
            + Say.left(name, names + 2)
            + (left == 0 ? "" : Say.left(expected, left + 2))
            + got;
    return row.stripTrailing();
  }

  private static List<String> cell(String value) {
    return value == null ? List.of() : Say.wrapped(value, COLUMN);
  }
}

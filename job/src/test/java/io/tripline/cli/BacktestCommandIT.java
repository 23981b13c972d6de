package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.history.Histories;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest tells a terminal. */
class BacktestCommandIT {
  private final StringWriter out = new StringWriter();

  @TempDir private Path directory;

  @Test
  void aSweepIsATableOfItsPoints() throws Exception {
    Path history = Histories.write(directory.resolve("history"));

    int exit =
        Tripline.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute(
                "backtest",
                "--history",
                history.toString(),
                "--candidates",
                history.resolve("plans/cloud.yaml").toString(),
                "--sweep",
                "cloud-cost.critical=50..350/100",
                "--sweep",
                "overspend.cost.above=125%,9000%",
                "--sweep",
                "cloud-cost.warn=0,100",
                "--as-known-now",
                "--out",
                directory.resolve("out").toString());

    assertThat(exit).isZero();
    String told = out.toString().replaceAll(" +", " ").replace(" \n", "\n");
    assertThat(told)
        .contains("Tried 14 candidates on 1 set of books: 12 facts")
        .contains("A cloud-cost.critical (the plan says 500.00)\n")
        .contains("C cloud-cost.warn (the plan says nothing of it)\n")
        .contains("In-sample up to 2026-01-09 03:30, out-of-sample behind.\n")
        .contains("A B C incidents false trips false first trip saved in-sample out-of-sample\n")
        .contains("\n350 125% 0 1 0 1 0 2026-01-09 23:15 2,693.75 0 + 0 1 + 1\n")
        .contains("\n350 9000% 100 3 3 0 0 never 0 + 0 3 + 0\n")
        .contains("No plans, and left out: cloud-cost.critical=50,overspend.cost.above=125%,")
        .contains("The first, because 'targets[0].critical' is 50, less than warn (100)")
        .contains("\n350 125% 0 incidents 1 1 0 0 1\n trips 1 1 0 0 0 20 h 15 min 759.38\n");
  }
}

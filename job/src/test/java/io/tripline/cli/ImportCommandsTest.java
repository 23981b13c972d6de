package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The importers of known programs, from the command line on. */
class ImportCommandsTest {
  private static final String BILLS =
      """
      BilledCost,EffectiveCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,SubAccountId
      1.0000004,5,USD,2024-09-01 10:00:00,2024-09-01 11:00:00,a
      2,6,USD,2024-09-01 10:00:00,2024-09-01 11:00:00,b
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void billsAreImportedAndItIsShownWhatWasRoundedRefusedAndAssumed() throws IOException {
    Path table = Files.writeString(folder.resolve("services.csv"), "account,service\na,web\n");
    int exit = run("focus", BILLS, "--service-by", "SubAccountId", "--services", table.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("1 refused: NOT_IN_TABLE service")
        .contains("1 CostRecorded.amount rounded, each by at most 0.0000004; in all, 0.0000004 was")
        .contains("assumed: BilledCost is what a charge costs.");
    assertThat(Files.readString(folder.resolve("history").resolve("cost.jsonl")))
        .contains("\"amount\":\"1.000000\"");
    assertThat(Files.readString(folder.resolve("history").resolve("import-summary.json")))
        .contains("PT24H after the end of its charge period");
  }

  @Test
  void theOtherCostAndAServiceForTheRestAreChosenByOptions() throws IOException {
    Path table = Files.writeString(folder.resolve("services.yaml"), "a: web\n");
    int exit =
        run(
            "focus",
            BILLS,
            "--cost",
            "effective",
            "--known-after",
            "PT1H",
            "--otherwise",
            "shared",
            "--services",
            table.toString(),
            "--service-by",
            "SubAccountId");

    assertThat(exit).as(err.toString()).isZero();
    assertThat(Files.readString(folder.resolve("history").resolve("cost.jsonl")))
        .contains("\"5.000000\"", "\"shared\"", "2024-09-01T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"focus --service-by A", "jira", "tempo", "servicenow --service-by A"})
  void aFileOfAnotherKindEndsWithOneAndSaysWhatIsWanted(String command) throws IOException {
    String[] words = command.split(" ", -1);
    String[] options = new String[words.length - 1];
    System.arraycopy(words, 1, options, 0, options.length);

    assertThat(run(words[0], "x,y\n1,2\n", options)).isEqualTo(1);
    assertThat(err.toString()).contains("export", "known by their columns");
    assertThat(folder.resolve("history")).doesNotExist();
  }

  @Test
  void aServiceIsFoundInOneWayOnly() throws IOException {
    assertThat(run("focus", BILLS)).isEqualTo(1);
    assertThat(err.toString()).contains("--service-tag", "--service-by");
  }

  private int run(String command, String export, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("export"), export);
    CommandLine tripline = Tripline.commandLine();
    tripline.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[options.length + 5];
    all[0] = "import";
    all[1] = command;
    System.arraycopy(options, 0, all, 2, options.length);
    all[all.length - 3] = "--out";
    all[all.length - 2] = folder.resolve("history").toString();
    all[all.length - 1] = file.toString();
    return tripline.execute(all);
  }
}

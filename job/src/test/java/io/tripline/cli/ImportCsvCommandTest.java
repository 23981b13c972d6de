package io.tripline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCsvCommandTest {
  private static final String MAPPING =
      """
      exports:
        status: {columns: [day, light]}
      rows:
        - of: status
          facts:
            - type: StatusReported
              source: pmo
              eventId: "{#}"
              recordedAt: "{day}"
              serviceId: web
              status: "{light}"
              reportedBy: pmo
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeAnExport() throws IOException {
    Files.writeString(
        folder.resolve("status.csv"), "day,light\n2026-01-05,GREEN\n2026-01-06,PINK\n");
  }

  @Test
  void aHistoryIsMadeAndCountsAreShown() throws IOException {
    assertThat(run(MAPPING)).isZero();

    assertThat(out.toString()).contains("status.csv", "1 refused: INVALID_FIELD light");
    assertThat(Files.readAllLines(folder.resolve("history").resolve("governance.jsonl")))
        .hasSize(1);
  }

  @Test
  void aWrongMappingEndsWithOneAndSaysWhereAndWhatToWrite() throws IOException {
    assertThat(run(MAPPING.replace("serviceId", "service"))).isEqualTo(1);

    assertThat(err.toString()).contains("mapping.yaml:10:9: ", "there is no key");
    assertThat(folder.resolve("history")).doesNotExist();
  }

  @Test
  void anExportThatIsNotThereEndsWithOne() throws IOException {
    Files.delete(folder.resolve("status.csv"));

    assertThat(run(MAPPING)).isEqualTo(1);
    assertThat(err.toString()).contains("status.csv: there is no such file");
  }

  private int run(String mapping) throws IOException {
    Path file = folder.resolve("mapping.yaml");
    Files.writeString(file, mapping);
    CommandLine tripline = Tripline.commandLine();
    tripline.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return tripline.execute(
        "import",
        "csv",
        "--mapping",
        file.toString(),
        "--out",
        folder.resolve("history").toString(),
        folder.resolve("status.csv").toString());
  }
}

package io.tripline.cli;

import io.tripline.history.csv.ImportException;
import io.tripline.history.vendor.Services;
import io.tripline.history.vendor.TableFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How an import finds the service of a row. */
final class ServiceOptions {
  @Option(
      names = "--services",
      paramLabel = "TABLE",
      description = {
        "Which service each name in the export stands for: a CSV file of two columns with a header,"
            + " or a YAML file of keys and values.",
        "Without it, services are called what the export calls them."
      })
  private Path table;

  @Option(
      names = "--otherwise",
      paramLabel = "SERVICE",
      description =
          "The service of rows without a name, or with one that is not in the table."
              + " Without it they are refused.")
  private String otherwise;

  /** What was asked for. */
  Services services() throws IOException, ImportException {
    return new Services(table == null ? null : TableFile.read(table), otherwise);
  }
}

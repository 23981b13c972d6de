package io.tripline.cli;

import io.tripline.cli.print.DeadLetterPrinter;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.deadletter.DeadLetterBox;
import io.tripline.kafka.deadletter.DeadLetterFilter;
import io.tripline.kafka.deadletter.FiledLetter;
import io.tripline.kafka.deadletter.Prospect;
import io.tripline.kafka.deadletter.RecordPlace;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a dead letter, whole. */
@Command(
    name = "show",
    description = {
      "Show all that is known of a record that the job refused: why, its headers, its key, its"
          + " bytes as text or in hexadecimal, what they say if they can be read, and whether it"
          + " would be refused again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It was shown.",
      "1:There is no such dead letter, or the command was not used right.",
      "2:Kafka could not be read."
    },
    footer = {
      "",
      "Examples:",
      "  tripline dead-letters show --config tripline.yaml tripline.dead-letters-0@17",
      "  tripline dead-letters show --config tripline.yaml tripline.cost-2@5130 --json"
    })
final class DeadLettersShowCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;

  @Parameters(
      arity = "1",
      paramLabel = "PLACE",
      converter = DeadLetterOptions.PlaceConverter.class,
      description =
          "TOPIC-PARTITION@OFFSET of the dead letter, or of the record that was refused; one can"
              + " have been refused more than once.")
  private RecordPlace place;

  @Option(names = "--full", description = "Show all bytes, not the first 4096 of more than that.")
  private boolean full;

  @Option(names = "--json", description = "Print a line of JSON, whole.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobConfiguration configuration = options.read();
    List<FiledLetter> found = new ArrayList<>();
    try (DeadLetterBox box = DeadLetterBox.open(configuration, Complaints.to(spec))) {
      box.read(DeadLetterFilter.at(place), found::add);
    }
    if (found.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          spec.commandLine()
              .getColorScheme()
              .errorText(
                  "There is no dead letter at "
                      + place
                      + ", and none of a record that stood there; tripline dead-letters list shows"
                      + " which there are."));
      err.flush();
      return 1;
    }
    print(found, new Prospect(configuration, Clock.systemUTC()));
    return 0;
  }

  private void print(List<FiledLetter> found, Prospect prospect) {
    PrintWriter out = spec.commandLine().getOut();
    DeadLetterPrinter printer = new DeadLetterPrinter(spec.commandLine().getColorScheme().ansi());
    for (FiledLetter filed : found) {
      if (json) {
        out.println(DeadLetterPrinter.json(filed));
      } else {
        printer.whole(filed, prospect, full).forEach(out::println);
      }
    }
    out.flush();
  }
}

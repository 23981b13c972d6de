package io.tripline.cli;

import io.tripline.cli.print.DeadLetterPrinter;
import io.tripline.cli.print.DeadLetterSummary;
import io.tripline.kafka.deadletter.DeadLetterBox;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(
    name = "list",
    description = {
      "List the records that the job refused, in the order in which it did: where the dead letter"
          + " stands, when the record was refused and why, and where it stood itself.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All were listed.",
      "1:The command was not used right, or there is no such topic.",
      "2:Kafka could not be read."
    },
    footer = {
      "",
      "Examples:",
      "  tripline dead-letters list --config tripline.yaml --summary",
      "  tripline dead-letters list --config tripline.yaml --feed cost --limit 20",
      "  tripline dead-letters list --config tripline.yaml --from 2026-03-01T00:00:00Z --json"
    })
final class DeadLettersListCommand implements Callable<Integer> {
  @Mixin private ConfigurationOptions options;
  @Mixin private DeadLetterOptions letters;

  @Option(names = "--summary", description = "Only count them, by feed and reason.")
  private boolean summary;

  @Option(
      names = "--json",
      description =
          "Print each as a line of JSON, whole, with its bytes; a summary count by count.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    DeadLetterPrinter printer = new DeadLetterPrinter(spec.commandLine().getColorScheme().ansi());
    DeadLetterSummary counts = new DeadLetterSummary();
    try (DeadLetterBox box = DeadLetterBox.open(options.read(), Complaints.to(spec))) {
      box.read(
          letters.filter(Set.of()),
          filed -> {
            counts.add(filed);
            if (!summary) {
              (json ? Set.of(DeadLetterPrinter.json(filed)) : printer.brief(filed))
                  .forEach(out::println);
            }
            return counts.total() < letters.limit();
          });
    }
    if (summary) {
      (json ? counts.json() : counts.lines()).forEach(out::println);
    } else if (!json) {
      out.printf(
          Locale.ROOT, "%,d dead letter%s.%n", counts.total(), counts.total() == 1 ? "" : "s");
    }
    out.flush();
    return 0;
  }
}

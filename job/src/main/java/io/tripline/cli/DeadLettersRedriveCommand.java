package io.tripline.cli;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.Topic;
import io.tripline.kafka.deadletter.DeadLetterBox;
import io.tripline.kafka.deadletter.FiledLetter;
import io.tripline.kafka.deadletter.Prospect;
import io.tripline.kafka.deadletter.RecordPlace;
import io.tripline.kafka.deadletter.Redrive;
import io.tripline.kafka.deadletter.RedriveSelection;
import io.tripline.kafka.deadletter.RedriveSelection.Chosen;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends once more what was refused. */
@Command(
    name = "redrive",
    description = {
      "Send records that the job refused once more, unchanged: the same bytes, key and headers, to"
          + " the topic and partition that they stood in.",
      "That helps where what was wrong lay elsewhere and has been mended: a calendar that was not"
          + " configured, a registry that was away, a currency that the job now counts in. A record"
          + " that is wrong in itself is refused again, and only whoever made it can make it right;"
          + " this command warns of those that it can tell.",
      "Each is sent once: that it was is noted among the dead letters, in the same transaction, and"
          + " whatever is selected, it is passed over from then on. Two that run at once do not get"
          + " in each other's way: the later one ends the earlier."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All that were selected were sent, or there were none.",
      "1:It was not confirmed, or the command was not used right; nothing was sent.",
      "2:It failed on the way; what is listed as sent was sent, and nothing else."
    },
    footer = {
      "",
      "Examples:",
      "  tripline dead-letters redrive --config tripline.yaml --dry-run",
      "  tripline dead-letters redrive --config tripline.yaml --reason unknown-calendar" + " --yes",
      "  tripline dead-letters redrive --config tripline.yaml tripline.dead-letters-0@17"
    })
final class DeadLettersRedriveCommand implements Callable<Integer> {
  private static final int NOT_DONE = 1;

  @Mixin private ConfigurationOptions options;

  @Parameters(
      arity = "0..*",
      paramLabel = "PLACE",
      converter = DeadLetterOptions.PlaceConverter.class,
      description =
          "Only those that stand there, or are of records that stood there:"
              + " TOPIC-PARTITION@OFFSET.")
  private Set<RecordPlace> places = Set.of();

  @Mixin private DeadLetterOptions letters;

  @Option(
      names = "--into",
      paramLabel = "TOPIC",
      description = "Send all of them to this topic of facts instead, spread by their keys.")
  private String into;

  @Option(names = "--again", description = "Send those, too, that have been sent again before.")
  private boolean again;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only say what would be sent.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobConfiguration configuration = options.read();
    checkInto(configuration);
    try (DeadLetterBox box = DeadLetterBox.open(configuration, Complaints.to(spec))) {
      if (dryRun) {
        describe(select(box, configuration));
        return 0;
      }
      if (!yes && !Confirmation.possible()) {
        throw new ParameterException(
            spec.commandLine(), "There is no terminal to ask on; say --yes, or --dry-run.");
      }
      // Opened first: whoever was at it before has come to an end when the letters are read.
      try (Redrive redrive = Redrive.open(configuration, into, this::sent)) {
        return redrive(box, redrive, select(box, configuration));
      }
    }
  }

  private void checkInto(JobConfiguration configuration) {
    List<String> facts = configuration.topics().facts().stream().map(Topic::name).toList();
    if (into != null && !facts.contains(into)) {
      throw new ParameterException(
          spec.commandLine(),
          "--into is '%s', which is no topic of facts; write one of %s"
              .formatted(into, String.join(", ", facts)));
    }
  }

  private RedriveSelection select(DeadLetterBox box, JobConfiguration configuration) {
    return RedriveSelection.of(
        box,
        letters.filter(places),
        letters.limit(),
        again,
        into,
        configuration.topics(),
        new Prospect(configuration, Clock.systemUTC()));
  }

  private int redrive(DeadLetterBox box, Redrive redrive, RedriveSelection selection)
      throws IOException {
    report(selection);
    if (selection.chosen().isEmpty()) {
      return 0;
    }
    if (!yes && !Confirmation.of("Send them?", spec.commandLine().getErr())) {
      say("Nothing was sent.");
      return NOT_DONE;
    }
    box.read(
        selection.filter(),
        filed -> {
          redrive.send(filed);
          return true;
        });
    redrive.commit();
    say("%,d sent again.", selection.chosen().size());
    return 0;
  }

  private void describe(RedriveSelection selection) {
    selection
        .chosen()
        .forEach(chosen -> say("%s would be sent to %s", chosen.letter(), chosen.topic()));
    report(selection);
  }

  private void report(RedriveSelection selection) {
    for (Chosen chosen : selection.chosen()) {
      chosen
          .objection()
          .ifPresent(why -> say("warning: %s would be refused again: %s", chosen.letter(), why));
    }
    selection
        .homeless()
        .forEach(
            place ->
                say(
                    "warning: %s came from no topic of facts in this configuration and is left out;"
                        + " --into says where to send it",
                    place));
    selection
        .empty()
        .forEach(
            place ->
                say(
                    "warning: %s holds no bytes and is left out: the record had no value, or was"
                        + " too long to be kept",
                    place));
    if (selection.redriven() > 0) {
      say("%,d sent again before, and left out.", selection.redriven());
    }
    Map<String, Long> byTopic =
        selection.chosen().stream()
            .collect(Collectors.groupingBy(Chosen::topic, TreeMap::new, Collectors.counting()));
    byTopic.forEach((topic, count) -> say("%,d to be sent to %s.", count, topic));
    if (byTopic.isEmpty()) {
      say("There is nothing to send.");
    }
  }

  private void sent(FiledLetter filed, RecordPlace now) {
    say("%s sent again: %s", filed.place(), now);
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}

package io.tripline.cli;

import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.governance.GovernanceFacts;
import io.tripline.kafka.governance.GovernanceWriter;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.KillSwitchCommand;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every order to a kill switch says: which switch, who, why. */
final class OrderOptions {
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--service",
      required = true,
      paramLabel = "ID",
      description = "The service whose switch it is.")
  private String service;

  @Option(
      names = "--rule",
      required = true,
      paramLabel = "ID",
      description = "The rule, by its id in the plan.")
  private String rule;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "WHO",
      description = "Who orders it: one of those in the plan's mayOverride.")
  private String by;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever reads the event.")
  private String reason;

  @Option(
      names = "--command-id",
      paramLabel = "ID",
      description =
          "The order's own name; given again under the same one within 7 days, it counts once."
              + " Default: a new one.")
  private String commandId;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Checks the order, writes it, and says where it stands. */
  Integer give(CommandAction action, Instant until, InstantSource clock) throws Exception {
    JobConfiguration configuration = options.read();
    String id = commandId == null ? UUID.randomUUID().toString() : commandId;
    KillSwitchCommand command =
        new GovernanceFacts(clock).command(action, service, rule, until, by, reason, id);
    try {
      GovernanceWriter.check(command, configuration);
    } catch (RefusedException e) {
      throw new ParameterException(
          spec.commandLine(), "The job would refuse it: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    // Said before it is written: if that fails, the order can be given again under its name.
    out.println("command id " + id);
    out.flush();
    try (GovernanceWriter writer = GovernanceWriter.open(configuration)) {
      RecordMetadata written = writer.write(command, service);
      out.println(
          "%s of %s / %s written as %s, recorded at %s"
              .formatted(action, service, rule, written, command.getRecordedAt()));
    }
    out.println(
        "What the job makes of it is said in an event: tripline events --config FILE --follow"
            + " --since 5m --service "
            + service
            + " --rule "
            + rule);
    out.flush();
    return 0;
  }
}

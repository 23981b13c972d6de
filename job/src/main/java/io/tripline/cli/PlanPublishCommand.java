package io.tripline.cli;

import io.tripline.intake.RefusedException;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.governance.GovernanceFacts;
import io.tripline.kafka.governance.GovernanceWriter;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.schemas.avro.PlanPublished;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes plan files to a live job. */
@Command(
    name = "publish",
    description = {
      "Publish plans to a live job: checked as plan check does, with the job's currency and"
          + " calendars, and written into the topic of governance. If any has an error, none is"
          + " written.",
      "A plan becomes known to the job when it is published, by this machine's clock; the"
          + " recordedAt of its file is for histories, and is not sent. It is in force from the"
          + " next tick on, or from its effectiveFrom if that is later: no plan counts for what is"
          + " past.",
      "The same plan published twice is one fact: its eventId is made of service, version and"
          + " content. A version that is not higher than all before is refused by the job."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All plans were written; there may be warnings.",
      "1:A plan was refused, or the command was not used right; nothing was written.",
      "2:Kafka failed; plans that are said to be written are, and it can be given again."
    },
    footer = {
      "",
      "Examples:",
      "  tripline plan publish --config tripline.yaml plans/cloud-migration.yaml",
      "  tripline plan publish --config tripline.yaml --dry-run plans/*.yaml"
    })
final class PlanPublishCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Plan files in YAML.")
  private List<Path> files;

  @Mixin private ConfigurationOptions options;

  @Option(names = "--dry-run", description = "Only check, and say what would be written.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    JobConfiguration configuration = options.read();
    PlanReader reader =
        new PlanReader(configuration.currency(), configuration.ledger().calendars());
    PlanFiles plans = new PlanFiles(reader, spec.commandLine().getOut());
    Optional<Map<Path, PlanReading>> readings = plans.read(files);
    if (readings.isEmpty()) {
      say("Nothing was published.");
      return 1;
    }
    checkOneEach(readings.get());
    publish(facts(readings.get(), configuration), configuration);
    return 0;
  }

  /** Which of two is known first would be chance. */
  private void checkOneEach(Map<Path, PlanReading> readings) {
    Map<String, Path> fileOf = new HashMap<>();
    readings.forEach(
        (file, reading) -> {
          Path other = fileOf.put(reading.plan().serviceId(), file);
          if (other != null) {
            throw new ParameterException(
                spec.commandLine(),
                "%s and %s are both of %s; publish one, and then the other"
                    .formatted(other, file, reading.plan().serviceId()));
          }
        });
  }

  private Map<PlanReading, PlanPublished> facts(
      Map<Path, PlanReading> readings, JobConfiguration configuration) {
    GovernanceFacts facts = new GovernanceFacts(Clock.systemUTC());
    Map<PlanReading, PlanPublished> published = new LinkedHashMap<>();
    readings.forEach(
        (file, reading) -> {
          PlanPublished fact = facts.published(reading, configuration.currency());
          try {
            GovernanceWriter.check(fact, configuration);
          } catch (RefusedException e) {
            throw new ParameterException(
                spec.commandLine(), file + ": the job would refuse it: " + e.getMessage(), e);
          }
          published.put(reading, fact);
        });
    return published;
  }

  private void publish(Map<PlanReading, PlanPublished> published, JobConfiguration configuration)
      throws Exception {
    if (dryRun) {
      published.forEach((reading, fact) -> say("%s: would be published", named(fact)));
      return;
    }
    try (GovernanceWriter writer = GovernanceWriter.open(configuration)) {
      for (Map.Entry<PlanReading, PlanPublished> plan : published.entrySet()) {
        PlanPublished fact = plan.getValue();
        RecordMetadata written = writer.write(fact, fact.getPlan().getServiceId());
        say(
            "%s: published as %s, recorded at %s (its file says %s), in force from %s on",
            named(fact),
            written,
            fact.getRecordedAt(),
            Instant.ofEpochMilli(plan.getKey().recordedAt()),
            inForce(fact));
      }
    }
  }

  private static String named(PlanPublished fact) {
    return fact.getPlan().getServiceId() + ", version " + fact.getPlan().getVersion();
  }

  private static String inForce(PlanPublished fact) {
    Instant effectiveFrom = fact.getPlan().getEffectiveFrom();
    return effectiveFrom != null && effectiveFrom.isAfter(fact.getRecordedAt())
        ? effectiveFrom.toString()
        : "the next tick";
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}

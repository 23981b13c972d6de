package io.tripline.notify.config;

import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.plan.Kind;
import io.tripline.plan.Nearest;
import io.tripline.plan.Problem;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.plan.Value;
import io.tripline.plan.Value.Entry;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one configuration of the notifier. */
final class NotifyFileReader {
  private static final String GROUP_PREFIX = "group.prefix";
  private static final String DEAD_LETTERS = "dead.letters";
  private static final String LISTEN = "listen";
  private static final String RECEIVERS = "receivers";
  private static final List<String> OWN = List.of(GROUP_PREFIX, DEAD_LETTERS, LISTEN, RECEIVERS);

  /** What of the live job's configuration says something here. */
  private static final List<String> OF_JOB =
      List.of("deployment", "bootstrap.servers", "topic.events.name", "topic.events.framing");

  private static final List<String> OF_JOB_PREFIXES = List.of("kafka.", "schema.registry.");

  private final Path file;
  private final Map<String, String> overrides;
  private final Problems problems = new Problems();

  NotifyFileReader(Path file, Map<String, String> overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  NotifyReading read(String yaml) throws IOException {
    Value document = YamlText.read(yaml, problems);
    if (!(document instanceof Mapping mapping)) {
      if (document != null) {
        problems.error(
            document.place(),
            "the document is " + document.described() + "; write keys with values");
      }
      return refused(List.of(), List.of());
    }
    refuseUnknown(mapping);
    ConfigurationReading job = ConfigurationFile.read(ofJob(mapping), file, overrides);
    Section own = Section.ofAnyKeys(own(mapping), problems);
    if (job.configuration() == null) {
      // Whatever else is wrong is to be said as well.
      receivers(own, "default");
      return refused(job.errors(), job.warnings());
    }
    NotifyConfiguration configuration = configuration(own, job.configuration());
    return problems.errors() > 0
        ? refused(List.of(), job.warnings())
        : new NotifyReading(configuration, List.of(), job.warnings());
  }

  private NotifyReading refused(List<String> errorsOfJob, List<String> warnings) {
    List<String> errors = new ArrayList<>(errorsOfJob);
    for (Problem problem : problems.all()) {
      errors.add(problem.in(file.toString()));
    }
    return new NotifyReading(null, errors, warnings);
  }

  private static Mapping own(Mapping document) {
    Map<String, Entry> entries = new LinkedHashMap<>(document.entries());
    entries.keySet().retainAll(OWN);
    return new Mapping(document.place(), entries);
  }

  private static Mapping ofJob(Mapping document) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    document
        .entries()
        .forEach(
            (key, entry) -> {
              boolean isOfJob =
                  dotted(key, entry.value()).stream().allMatch(NotifyFileReader::isOfJob);
              if (isOfJob) {
                entries.put(key, entry);
              }
            });
    return new Mapping(document.place(), entries);
  }

  private void refuseUnknown(Mapping document) {
    List<String> known = new ArrayList<>(OWN);
    known.addAll(OF_JOB);
    document
        .entries()
        .forEach(
            (key, entry) -> {
              if (!OWN.contains(key)) {
                dotted(key, entry.value()).stream()
                    .filter(written -> !isOfJob(written))
                    .forEach(
                        written ->
                            problems.error(
                                entry.place(),
                                "'"
                                    + written
                                    + "' is no key here"
                                    + Nearest.suggestion(written, known)
                                    + "; see the reference for those there are: tripline notify"
                                    + " reference"));
              }
            });
  }

  private static boolean isOfJob(String key) {
    return OF_JOB.contains(key) || OF_JOB_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** The keys that something comes to if nested ones are written with dots. */
  private static List<String> dotted(String key, Value value) {
    if (!(value instanceof Mapping mapping)) {
      return List.of(key);
    }
    List<String> keys = new ArrayList<>();
    mapping
        .entries()
        .forEach((name, inner) -> keys.addAll(dotted(key + '.' + name, inner.value())));
    return keys;
  }

  private NotifyConfiguration configuration(Section own, JobConfiguration job) {
    String deployment = job.deployment();
    String deadLetters =
        own.optional(DEAD_LETTERS, NotifyKinds.FILE, "tripline-notify-dead-letters.jsonl");
    return new NotifyConfiguration(
        deployment,
        job.connection(),
        job.topics().events(),
        job.registry(),
        own.optional(GROUP_PREFIX, Kind.NAME, "tripline-notify-" + deployment),
        deadLetters == null ? file : file.resolveSibling(deadLetters),
        own.optional(LISTEN, NotifyKinds.ADDRESS, null),
        receivers(own, deployment));
  }

  private List<ReceiverSettings> receivers(Section own, String deployment) {
    if (!own.has(RECEIVERS)) {
      own.error(RECEIVERS, "is missing; write whom to notify, each with a name and a type");
      return List.of();
    }
    Set<String> names = new HashSet<>();
    List<ReceiverSettings> receivers =
        own.anyList(
            RECEIVERS,
            section -> {
              ReceiverSettings receiver =
                  new ReceiverReader(section, file, deployment, problems).read();
              if (receiver != null && !names.add(receiver.name())) {
                section.error("name", "is another receiver's too; give each its own");
              }
              return receiver;
            });
    if (receivers.isEmpty() && problems.errors() == 0) {
      own.error(RECEIVERS, "is empty; write whom to notify, each with a name and a type");
    }
    return receivers;
  }
}

package io.tripline.kafka.config;

import io.tripline.kafka.config.Options.TopicOptions;
import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.CalendarsFile;
import io.tripline.plan.Nearest;
import io.tripline.plan.Place;
import io.tripline.plan.Problem;
import io.tripline.plan.Problem.Severity;
import io.tripline.plan.Problems;
import io.tripline.plan.Value;
import io.tripline.plan.YamlText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one configuration: the text of a file, and what was given beside it. */
final class ConfigurationReader {
  private final Path file;
  private final Map<String, String> overrides;
  private final Problems problems = new Problems();
  private final List<String> problemsOfCalendars = new ArrayList<>();

  ConfigurationReader(Path file, Map<String, String> overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  /**
   * What there is if only the servers are given.
   *
   * @throws IllegalArgumentException if they are none
   */
  static JobConfiguration defaults(String bootstrapServers) {
    Problems problems = new Problems();
    Settings settings =
        new Settings(
            new Value.Mapping(Place.TOP, Map.of()),
            Map.of(Options.SERVERS.key(), bootstrapServers),
            problems);
    JobConfiguration configuration =
        configuration(settings, new ClientSettings(settings), Calendars.standard());
    if (problems.errors() > 0) {
      throw new IllegalArgumentException(problems.all().get(0).message());
    }
    return configuration;
  }

  ConfigurationReading read(String yaml) throws IOException {
    Value document = YamlText.read(yaml, problems);
    return document == null ? refused() : read(document);
  }

  ConfigurationReading read(Value document) throws IOException {
    Settings settings = new Settings(document, overrides, problems);
    ClientSettings clients = new ClientSettings(settings);
    refuseUnknown(settings);
    Options.ALL.forEach(settings::get);
    clients.judge();
    new CrossChecks(settings).note();
    Calendars calendars = calendars(settings);
    if (problems.errors() > 0 || calendars == null) {
      return refused();
    }
    return new ConfigurationReading(
        configuration(settings, clients, calendars),
        List.of(),
        lines(Severity.WARNING),
        effective(settings));
  }

  private ConfigurationReading refused() {
    List<String> errors = new ArrayList<>(lines(Severity.ERROR));
    errors.addAll(problemsOfCalendars);
    return new ConfigurationReading(null, List.copyOf(errors), lines(Severity.WARNING), Map.of());
  }

  private List<String> lines(Severity severity) {
    return problems.all().stream()
        .filter(problem -> problem.severity() == severity)
        .map(this::line)
        .toList();
  }

  private String line(Problem problem) {
    boolean beside = problem.place().line() == 0;
    return problem.in(beside ? "--set " + problem.place().path() : file.toString());
  }

  private static void refuseUnknown(Settings settings) {
    List<String> known = Options.ALL.stream().map(Option::key).toList();
    for (String key : settings.keys()) {
      if (!known.contains(key) && ClientSettings.prefixOf(key).isEmpty()) {
        settings.error(
            key,
            "is no key"
                + Nearest.suggestion(key, known)
                + "; see the reference for those there are: tripline config reference");
      }
    }
  }

  /** Null if there is something wrong with them. */
  private Calendars calendars(Settings settings) throws IOException {
    String written = settings.get(Options.CALENDARS);
    if (written == null) {
      return Calendars.standard();
    }
    Path calendars = file.resolveSibling(written);
    if (!Files.isRegularFile(calendars)) {
      settings.error(
          Options.CALENDARS.key(),
          "is " + written + ", and there is no file " + calendars + "; correct the path");
      return null;
    }
    try {
      return read(calendars);
    } catch (CharacterCodingException e) {
      settings.error(
          Options.CALENDARS.key(),
          "is " + written + ", which is no text in UTF-8; save it as such");
      return null;
    }
  }

  private Calendars read(Path calendars) throws IOException {
    CalendarsFile.Reading reading = CalendarsFile.read(Files.readString(calendars));
    reading
        .problems()
        .forEach(problem -> problemsOfCalendars.add(problem.in(calendars.toString())));
    return reading.calendars();
  }

  private static JobConfiguration configuration(
      Settings settings, ClientSettings clients, Calendars calendars) {
    return new JobConfiguration(
        settings.get(Options.DEPLOYMENT),
        settings.get(Options.CURRENCY),
        new LedgerSettings(settings.get(Options.SLICE), calendars),
        new Connection(
            settings.get(Options.SERVERS),
            clients.below(ClientSettings.COMMON),
            clients.below(ClientSettings.CONSUMER),
            clients.below(ClientSettings.PRODUCER),
            clients.below(ClientSettings.ADMIN)),
        topics(settings),
        registry(settings, clients),
        input(settings),
        output(settings));
  }

  private static Topics topics(Settings settings) {
    return new Topics(
        topic(Options.COST, settings),
        topic(Options.TICKET, settings),
        topic(Options.ALLOCATION, settings),
        topic(Options.GOVERNANCE, settings),
        topic(Options.EVENTS, settings),
        topic(Options.STATEMENTS, settings),
        topic(Options.STATE, settings),
        topic(Options.DEAD_LETTERS, settings));
  }

  private static Topic topic(TopicOptions options, Settings settings) {
    return new Topic(settings.get(options.name()), settings.get(options.framing()));
  }

  private static RegistrySettings registry(Settings settings, ClientSettings clients) {
    if (!settings.has(Options.REGISTRY_URL)) {
      return null;
    }
    return new RegistrySettings(
        settings.get(Options.REGISTRY_URL),
        settings.get(Options.REGISTRY_USERNAME),
        settings.get(Options.REGISTRY_PASSWORD),
        clients.below(Options.REGISTRY_TLS_PREFIX),
        settings.get(Options.REGISTRY_RETRIES),
        settings.get(Options.REGISTRY_BACKOFF),
        settings.get(Options.REGISTRY_UNKNOWN_ID),
        settings.get(Options.REGISTRY_UNREACHABLE));
  }

  private static InputSettings input(Settings settings) {
    return new InputSettings(
        settings.get(Options.GROUP),
        settings.get(Options.START),
        settings.get(Options.OUT_OF_ORDERNESS),
        settings.get(Options.IDLENESS).orElse(null),
        settings.get(Options.HEARTBEAT_INTERVAL).orElse(null),
        settings.get(Options.HEARTBEAT_DELAY),
        settings.get(Options.MAX_CLOCK_SKEW),
        settings.get(Options.MAX_RECORD_BYTES));
  }

  private static OutputSettings output(Settings settings) {
    return new OutputSettings(
        settings.get(Options.DELIVERY),
        settings.get(Options.TRANSACTIONAL_ID_PREFIX),
        settings.get(Options.TRANSACTION_TIMEOUT),
        settings.get(Options.CHECKPOINT_INTERVAL),
        new PeopleSettings(settings.get(Options.PEOPLE), settings.get(Options.PSEUDONYM_KEY)));
  }

  private static Map<String, String> effective(Settings settings) {
    Map<String, String> effective = new LinkedHashMap<>();
    for (Option<?> option : Options.ALL) {
      boolean silent = Options.OF_REGISTRY.contains(option) && !settings.has(Options.REGISTRY_URL);
      String text = settings.effective(option);
      if (text != null && !silent) {
        effective.put(option.key(), text);
      }
    }
    settings.keys().stream()
        .filter(key -> ClientSettings.prefixOf(key).isPresent())
        .sorted()
        .forEach(key -> effective.put(key, settings.text(key)));
    return Collections.unmodifiableMap(effective);
  }
}

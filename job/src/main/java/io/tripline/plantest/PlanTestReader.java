package io.tripline.plantest;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.pipeline.Interval;
import io.tripline.plan.CalendarsFile;
import io.tripline.plan.Kind;
import io.tripline.plan.Place;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.plan.Problem;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.plan.Value;
import io.tripline.plan.YamlText;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.VarianceTransition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads a file of tests with the plans that it names, and says of all that is wrong with them. */
public final class PlanTestReader {
  static final List<String> KEYS = List.of("plans", "calendars", "currency", "facts", "tests");
  static final List<String> TEST_KEYS =
      List.of("name", "from", "to", "plansRecordedAt", "facts", "ignore", "events");

  private static final Kind<String> TRANSITION = Kind.oneOf(transitions(), name -> name);

  /** The identity of plan files in a history. */
  private static final String PLAN_FILES = "plans";

  private final Path file;
  private final Problems problems = new Problems();
  private final List<String> elsewhere = new ArrayList<>();

  private PlanTestReader(Path file) {
    this.file = file;
  }

  /**
   * What became of a file.
   *
   * @param file null if there are errors
   * @param problems every error on a line, with file, line and column
   */
  public record Reading(PlanTestFile file, List<String> problems) {}

  /**
   * Reads a file of tests. Files that it names are taken relative to it.
   *
   * @throws IOException if a file that is there cannot be read
   */
  public static Reading read(Path file) throws IOException {
    return new PlanTestReader(file).read();
  }

  private Reading read() throws IOException {
    String text = text(file);
    Value document = text == null ? null : YamlText.read(text, problems);
    Section section = document == null ? null : Section.of(document, problems, KEYS);
    PlanTestFile tests = section == null ? null : file(section);
    List<String> found =
        new ArrayList<>(
            problems.all().stream().map(problem -> problem.in(file.toString())).toList());
    found.addAll(elsewhere);
    return new Reading(found.isEmpty() ? tests : null, List.copyOf(found));
  }

  private PlanTestFile file(Section section) throws IOException {
    String currency = section.optional("currency", Kind.CURRENCY_CODE, "USD");
    Calendars calendars = calendars(section);
    if (calendars == null || currency == null) {
      return null;
    }
    List<PlanPublished> plans = plans(section, new PlanReader(currency, calendars));
    LedgerSettings settings = new LedgerSettings(Slices.FIVE_MINUTES, calendars);
    FactNotation facts = new FactNotation(currency, calendars, onlyService(plans), 0, problems);
    facts.readAll(section, "facts");
    Common common = new Common(plans, facts, currency, settings);
    List<PlanTest> tests = section.list("tests", TEST_KEYS, test -> test(test, common));
    if (section.items("tests").isEmpty()) {
      section.error("tests", "has no test; write at least one");
    }
    return new PlanTestFile(file, settings, tests);
  }

  private Calendars calendars(Section section) throws IOException {
    String name = section.optional("calendars", Kind.NAME, null);
    if (name == null) {
      return Calendars.standard();
    }
    Path path = file.resolveSibling(name);
    String text = named(section, "calendars", path);
    if (text == null) {
      return null;
    }
    CalendarsFile.Reading reading = CalendarsFile.read(text);
    note(reading.problems(), path);
    return reading.calendars();
  }

  /** The usable plans that the file names. */
  private List<PlanPublished> plans(Section section, PlanReader reader) throws IOException {
    List<PlanPublished> plans = new ArrayList<>();
    for (String name : section.oneOrMore("plans", Kind.NAME)) {
      Path path = file.resolveSibling(name);
      String text = named(section, "plans", path);
      if (text != null) {
        PlanReading reading = reader.read(text);
        note(reading.problems(), path);
        if (reading.usable()) {
          plans.add(published(reading));
        }
      }
    }
    return plans;
  }

  private static PlanPublished published(PlanReading reading) {
    String eventId = reading.plan().serviceId() + '@' + reading.plan().version();
    return new PlanPublished(new FactId(PLAN_FILES, eventId), reading.recordedAt(), reading.plan());
  }

  private void note(List<Problem> found, Path path) {
    found.stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .forEach(problem -> elsewhere.add(problem.in(path.toString())));
  }

  /** What all tests of a file have in common. */
  private record Common(
      List<PlanPublished> plans, FactNotation facts, String currency, LedgerSettings settings) {
    /** Facts of a test come after those of all tests. */
    FactNotation notation(Problems problems) {
      return new FactNotation(
          currency, settings.calendars(), onlyService(plans), facts.items(), problems);
    }
  }

  private PlanTest test(Section section, Common common) {
    int before = problems.errors();
    String name = section.required("name", Kind.TEXT);
    Long from = section.optional("from", Kind.TIME, null);
    Long to = section.optional("to", Kind.TIME, null);
    List<PlanPublished> plans = plans(section, common.plans());
    FactNotation notation = common.notation(problems);
    notation.readAll(section, "facts");
    Set<String> ignored = Set.copyOf(section.distinct("ignore", TRANSITION));
    List<Expectation> expectations = expectations(section, ignored);
    if (problems.errors() > before || plans.isEmpty()) {
      return null;
    }
    List<TestFact> facts = new ArrayList<>(common.facts().facts());
    facts.addAll(notation.facts());
    PlanTest test =
        new PlanTest(name, section.place(), plans, facts, expectations, ignored, from, to);
    checkTimes(test, section, common.settings().slices());
    return test;
  }

  /** Where a test says when its plans become known, it need not be changed with every version. */
  private static List<PlanPublished> plans(Section section, List<PlanPublished> plans) {
    Long recordedAt = section.optional("plansRecordedAt", Kind.TIME, null);
    if (recordedAt == null) {
      return plans;
    }
    if (plans.stream().map(PlanPublished::serviceId).distinct().count() < plans.size()) {
      section.error(
          "plansRecordedAt", "would make two versions of a plan known at once; take it away");
    }
    return plans.stream()
        .map(plan -> new PlanPublished(plan.id(), recordedAt, plan.plan().effectiveOnceKnown()))
        .toList();
  }

  private static String onlyService(List<PlanPublished> plans) {
    List<String> services = plans.stream().map(PlanPublished::serviceId).distinct().toList();
    return services.size() == 1 ? services.get(0) : null;
  }

  private List<Expectation> expectations(Section section, Set<String> ignored) {
    ExpectationReader reader = new ExpectationReader(problems);
    List<Expectation> expectations =
        section.items("events").stream().map(reader::read).filter(Objects::nonNull).toList();
    for (Expectation expectation : expectations) {
      if (expectation.transition() != null && ignored.contains(expectation.transition())) {
        problems.error(
            expectation.place(),
            "'%s' expects %s, which this test ignores; take it out of 'ignore'"
                .formatted(expectation.place().path(), expectation.transition()));
      }
    }
    return expectations;
  }

  /** What is expected at a time at which nothing can come is expected in vain. */
  private void checkTimes(PlanTest test, Section section, Slices slices) {
    if (test.from() != null && test.to() != null && test.from() >= test.to()) {
      section.error("to", "is not after 'from'; write a later time");
      return;
    }
    Interval interval = PlanTestRun.interval(test, slices);
    for (Expectation expectation : test.expectations()) {
      Instant asOf = expectation.asOf();
      if (asOf != null) {
        checkTick(asOf.toEpochMilli(), interval, expectation.place(), slices);
      }
    }
  }

  private void checkTick(long asOf, Interval interval, Place place, Slices slices) {
    if (slices.floor(asOf) != asOf) {
      problems.error(
          place,
          "'%s.asOf' is %s, when nothing is looked at; write %s or %s"
              .formatted(
                  place.path(), time(asOf), time(slices.floor(asOf)), time(slices.ceil(asOf))));
    } else if (!interval.evaluates(asOf) || !interval.reaches(asOf)) {
      problems.error(
          place,
          "'%s.asOf' is %s, but the test goes from %s to %s; write 'from' and 'to' of the test"
              .formatted(place.path(), time(asOf), time(interval.from()), time(interval.to())));
    }
  }

  private static List<String> transitions() {
    List<String> transitions = new ArrayList<>();
    for (Enum<?>[] moves :
        List.<Enum<?>[]>of(VarianceTransition.values(), KillSwitchTransition.values())) {
      for (Enum<?> move : moves) {
        transitions.add(move.name());
      }
    }
    return transitions;
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private String named(Section section, String key, Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      section.error(
          key, "names " + path + ", which is no file; paths are relative to the test file");
      return null;
    }
    return text(path);
  }

  /** Null if it is no text, which has been noted then. */
  private String text(Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      elsewhere.add(path + ": this is no text in UTF-8; save it as UTF-8");
      return null;
    }
  }
}

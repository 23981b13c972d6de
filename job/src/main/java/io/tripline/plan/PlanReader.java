package io.tripline.plan;

import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.plan.Baseline;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads plans, and refuses those that cannot be meant: the one place that says what a plan is,
 * whatever it was written in. The keys and their defaults are those of the contract's reference.
 */
public final class PlanReader {
  private static final String OFFICE = "office";
  private static final List<String> KEYS =
      List.of(
          "serviceId",
          "version",
          "recordedAt",
          "effectiveFrom",
          "name",
          "portfolio",
          "objective",
          "owners",
          "mayOverride",
          "currency",
          "calendar",
          "unit",
          "baseline",
          "feeds",
          "targets",
          "killSwitch");

  private final String currency;
  private final Calendars calendars;
  private final Kind<String> calendarNames;

  /**
   * @param currency the job's one currency, as a code of ISO 4217
   * @param calendars those that plans may name
   */
  public PlanReader(String currency, Calendars calendars) {
    this.currency = currency;
    this.calendars = calendars;
    this.calendarNames = Kind.oneOf(List.copyOf(calendars.names()), name -> name);
  }

  /** Reads the text of a plan file. */
  public PlanReading read(String yaml) {
    Problems problems = new Problems();
    Value document = YamlText.read(yaml, problems);
    return document == null ? refused(problems) : read(document, problems);
  }

  /** Reads a plan from a document that was read already. */
  public PlanReading read(Value document) {
    return read(document, new Problems());
  }

  private PlanReading read(Value document, Problems problems) {
    Section section = Section.of(document, problems, KEYS);
    if (section == null) {
      return refused(problems);
    }
    Long recordedAt = section.required("recordedAt", Kind.TIME);
    Plan plan = plan(section, problems);
    if (plan == null || problems.errors() > 0) {
      return refused(problems);
    }
    new PlanWarnings(plan, new NominalWeek(plan, calendars, recordedAt), section, problems).note();
    return new PlanReading(plan, recordedAt, problems.all());
  }

  private static PlanReading refused(Problems problems) {
    return new PlanReading(null, 0, problems.all());
  }

  /** Null if anything in it is wrong, which has been noted then. */
  private Plan plan(Section section, Problems problems) {
    String serviceId = section.required("serviceId", Kind.NAME);
    Integer version = section.required("version", Kind.VERSION);
    Long effectiveFrom = section.optional("effectiveFrom", Kind.TIME, null);
    String name = section.required("name", Kind.NAME);
    String portfolio = section.optional("portfolio", Kind.NAME, null);
    Plan.Objective objective = section.required("objective", Kind.oneOf(Plan.Objective.class));
    Map<String, String> owners = section.map("owners", Kind.NAME, Kind.NAME);
    List<String> mayOverride = section.distinct("mayOverride", Kind.NAME);
    checkCurrency(section);
    String calendar = section.optional("calendar", calendarNames, OFFICE);
    Plan.Unit unit = BaselineReader.unit(section);
    Baseline baseline = BaselineReader.baseline(section);
    Map<Feed, Long> feeds = feeds(section);
    TargetReader targetReader = new TargetReader(problems);
    List<Target> targets = section.list("targets", TargetReader.KEYS, targetReader::read);
    RuleReader ruleReader = new RuleReader(problems, targetReader.ids());
    List<Rule> rules = section.list("killSwitch", RuleReader.KEYS, ruleReader::read);
    if (problems.errors() > 0) {
      return null;
    }
    Plan plan =
        new Plan(
            serviceId,
            version,
            effectiveFrom,
            name,
            portfolio,
            objective,
            Map.copyOf(owners),
            mayOverride,
            calendar,
            unit,
            baseline,
            Map.copyOf(feeds),
            targets,
            rules);
    return fits(plan, section) ? plan : null;
  }

  private void checkCurrency(Section section) {
    String written = section.required("currency", Kind.CURRENCY_CODE);
    if (written != null && !written.equals(currency)) {
      section.error(
          "currency",
          "is %s, but money is counted in %s here; convert the plan, or count in %s: 'currency' in the job's configuration, --currency of commands that have no configuration"
              .formatted(written, currency, written));
    }
  }

  private static Map<Feed, Long> feeds(Section plan) {
    Map<Feed, Long> silence = new EnumMap<>(Feed.class);
    Section feeds = plan.section("feeds", List.of("cost", "ticket"));
    if (feeds != null) {
      putSilence(feeds, "cost", Feed.COST, silence);
      putSilence(feeds, "ticket", Feed.TICKET, silence);
    }
    return silence;
  }

  private static void putSilence(Section feeds, String key, Feed feed, Map<Feed, Long> silence) {
    Long millis = feeds.optional(key, Kind.DURATION, null);
    if (Objects.equals(millis, 0L)) {
      feeds.error(key, "is no time at all; write how long the feed may be silent, such as PT4H");
    } else if (millis != null) {
      silence.put(feed, millis);
    }
  }

  /** Whether what the plan expects of a week is an amount that can be counted with. */
  private boolean fits(Plan plan, Section section) {
    NominalWeek week = new NominalWeek(plan, calendars, 0);
    List<String> excessive = new ArrayList<>();
    if (week.earned().abs().compareTo(Kind.LARGEST) > 0) {
      excessive.add("unitsPerWeek × unit.value");
    }
    if (week.labor().compareTo(Kind.LARGEST) > 0) {
      excessive.add("the team's headcount × hourlyCost");
    }
    excessive.forEach(
        product ->
            section.error(
                "baseline",
                "expects more than 100000000000 (10^11) a week by " + product + "; write less"));
    return excessive.isEmpty();
  }
}

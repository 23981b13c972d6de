package io.tripline.plantest;

import static io.tripline.plantest.FactEntry.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.intake.Intake;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.plan.Kind;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.plan.Value;
import io.tripline.plantest.FactEntry.Surroundings;
import io.tripline.plantest.Schedule.Stretch;
import io.tripline.schemas.avro.Feed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Turns the short notation of one test into facts: first into what would stand in a history, and
 * then, by the job's own intake, into what the job would read there.
 */
final class FactNotation {
  private static final List<String> ALWAYS = List.of("service", "recordedAt", "delay");

  /** By the key that says what kind of fact it is. */
  private static final Map<String, Notation> NOTATIONS = notations();

  private final Surroundings surroundings;
  private int items;

  /** What may stand beside the key of a kind, that key included, and what reads it. */
  private record Notation(List<String> keys, Consumer<FactEntry> reading) {}

  /**
   * @param onlyService the one service of which there is a plan, or null
   * @param items how many items of other lists come before those that this one reads
   */
  FactNotation(
      String currency, Calendars calendars, String onlyService, int items, Problems problems) {
    this.items = items;
    this.surroundings =
        new Surroundings(
            currency,
            calendars,
            new Intake(currency, calendars),
            onlyService,
            problems,
            new ArrayList<>());
  }

  private static Map<String, Notation> notations() {
    List<String> moments = Schedule.MOMENTS;
    List<String> stretches = Schedule.STRETCHES;
    Map<String, Notation> all = new LinkedHashMap<>();
    put(all, "cost", FactNotation::cost, stretches, "amount", "at");
    put(
        all,
        "allocated",
        FactNotation::allocated,
        List.of("from", "to"),
        "role",
        "hourlyCost",
        "fraction",
        "calendar");
    put(all, "work", TicketNotation::work, stretches, "ticket", "basis");
    put(all, "opened", TicketNotation::opened, moments, "ticket", "count");
    put(all, "resolved", TicketNotation::resolved, moments, "ticket", "count", "billed");
    put(all, "reopened", TicketNotation::reopened, moments, "ticket");
    put(all, "decided", TicketNotation::decided, moments, "ticket", "count");
    put(all, "handedOff", TicketNotation::handedOff, moments, "ticket", "toTeam");
    put(all, "status", FactNotation::status, moments, "by");
    put(all, "command", FactNotation::command, moments, "rule", "by", "reason", "until");
    put(all, "closed", FactNotation::closed, moments);
    return Collections.unmodifiableMap(all);
  }

  private static void put(
      Map<String, Notation> all,
      String key,
      Consumer<FactEntry> reading,
      List<String> schedule,
      String... own) {
    List<String> keys =
        Stream.of(List.of(key), ALWAYS, List.of(own), schedule).flatMap(List::stream).toList();
    all.put(key, new Notation(keys, reading));
  }

  /** What may be written of each kind of fact, by the key that tells the kind. */
  static Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    NOTATIONS.forEach((key, notation) -> keys.put(key, notation.keys()));
    return keys;
  }

  /** Takes in the items of a list of facts. */
  void readAll(Section section, String key) {
    for (Value fact : section.items(key)) {
      Section item = Section.ofAnyKeys(fact, surroundings.problems());
      if (item != null) {
        read(item);
      }
    }
  }

  /** How many items there are now, those of other lists included. */
  int items() {
    return items;
  }

  /** All facts that were read. */
  List<TestFact> facts() {
    return List.copyOf(surroundings.facts());
  }

  private void read(Section section) {
    List<String> named = NOTATIONS.keySet().stream().filter(section::has).toList();
    if (named.size() != 1) {
      surroundings
          .problems()
          .error(
              section.place(),
              "'%s' %s; write one of %s"
                  .formatted(
                      section.place().path(),
                      named.isEmpty()
                          ? "does not say what happens"
                          : "says more than one thing, " + String.join(" and ", named),
                      String.join(", ", NOTATIONS.keySet())));
      return;
    }
    Notation notation = NOTATIONS.get(named.get(0));
    section.refuseUnknown(notation.keys());
    int before = surroundings.problems().errors();
    FactEntry entry = new FactEntry(section, items++, surroundings);
    if (surroundings.problems().errors() == before) {
      notation.reading().accept(entry);
    }
  }

  private static void cost(FactEntry entry) {
    CostCategory category = entry.section().required("cost", Kind.oneOf(CostCategory.class));
    Series amounts = entry.section().required("amount", Series.KIND);
    if (category == null || amounts == null) {
      return;
    }
    Integer count = amounts.single() ? null : Integer.valueOf(amounts.values().size());
    List<Stretch> periods =
        entry.section().has("at")
            ? entry.schedule().moments(count)
            : entry.schedule().stretches(count);
    for (int i = 0; i < periods.size(); i++) {
      BigDecimal amount = amounts.values().get(amounts.single() ? 0 : i);
      if (amount != null) {
        Stretch period = periods.get(i);
        entry.add(
            Feed.COST,
            period.end(),
            entry
                .fact("CostRecorded")
                .put("category", category.name())
                .put("amount", amount.toPlainString())
                .put("currency", entry.currency())
                .put("chargePeriodStart", time(period.start()))
                .put("chargePeriodEnd", time(period.end())));
      }
    }
  }

  private static void allocated(FactEntry entry) {
    List<String> people = entry.section().oneOrMore("allocated", Kind.NAME);
    String role = entry.section().required("role", Kind.NAME);
    BigDecimal hourlyCost = entry.section().required("hourlyCost", Kind.NOT_NEGATIVE);
    BigDecimal fraction = entry.section().optional("fraction", Kind.NOT_NEGATIVE, BigDecimal.ONE);
    String calendar = entry.section().optional("calendar", Kind.NAME, "office");
    Long from = entry.section().required("from", Kind.TIME);
    Long to = entry.section().optional("to", Kind.TIME, null);
    if (role == null || hourlyCost == null || fraction == null || from == null) {
      return;
    }
    for (String person : people) {
      ObjectNode fact =
          entry
              .fact("AllocationChanged")
              .put("allocationId", person + " for " + entry.service())
              .put("personId", person)
              .put("role", role)
              .put("fraction", fraction.toPlainString())
              .put("hourlyCost", hourlyCost.toPlainString())
              .put("currency", entry.currency())
              .put("calendar", calendar)
              .put("start", time(from));
      if (to != null) {
        fact.put("end", time(to));
      }
      entry.add(Feed.ALLOCATION, from, fact);
    }
  }

  private static void status(FactEntry entry) {
    ReportedStatus status = entry.section().required("status", Kind.oneOf(ReportedStatus.class));
    String by = entry.section().required("by", Kind.NAME);
    if (status == null || by == null) {
      return;
    }
    for (Stretch moment : entry.schedule().moments(null)) {
      entry.add(
          Feed.GOVERNANCE,
          moment.start(),
          entry.fact("StatusReported").put("status", status.name()).put("reportedBy", by));
    }
  }

  private static void command(FactEntry entry) {
    CommandAction action = entry.section().required("command", Kind.oneOf(CommandAction.class));
    String rule = entry.section().required("rule", Kind.NAME);
    String by = entry.section().required("by", Kind.NAME);
    String reason = entry.section().optional("reason", Kind.TEXT, "a test");
    Long until = entry.section().optional("until", Kind.TIME, null);
    if (action == null || rule == null || by == null || reason == null) {
      return;
    }
    for (Stretch moment : entry.schedule().moments(null)) {
      ObjectNode fact =
          entry
              .fact("KillSwitchCommand")
              .put("commandId", entry.id())
              .put("ruleId", rule)
              .put("action", action.name())
              .put("by", by)
              .put("reason", reason);
      if (until != null) {
        fact.put("until", time(until));
      }
      entry.add(Feed.GOVERNANCE, moment.start(), fact);
    }
  }

  private static void closed(FactEntry entry) {
    String reason = entry.section().required("closed", Kind.TEXT);
    if (reason == null) {
      return;
    }
    for (Stretch moment : entry.schedule().moments(null)) {
      entry.add(Feed.GOVERNANCE, moment.start(), entry.fact("PlanClosed").put("reason", reason));
    }
  }
}

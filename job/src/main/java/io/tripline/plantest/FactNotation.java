package io.tripline.plantest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.plan.Kind;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.plan.Value;
import io.tripline.plantest.Schedule.Stretch;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.Feed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Turns the short notation of one test into facts: first into what would stand in a history, and
 * then, by the job's own intake, into what the job would read there.
 */
final class FactNotation {
  private static final List<String> ALWAYS = List.of("service", "recordedAt", "delay");
  private static final List<String> ALLOCATION =
      List.of("role", "hourlyCost", "fraction", "calendar");
  private static final Series ONE = new Series(List.of(BigDecimal.ONE));
  private static final BigDecimal MOST_TICKETS = BigDecimal.valueOf(1000);

  /** Of a change of a ticket whose type says nothing. */
  private static final String ANY_TYPE = "TICKET";

  /** The key that says what kind of fact it is, and what reads it. */
  private final Map<String, Kindred> kinds = new LinkedHashMap<>();

  private final String currency;
  private final Calendars calendars;
  private final Intake intake;
  private final Problems problems;

  /** The one service of which there is a plan, or null. */
  private final String onlyService;

  private final List<TestFact> facts = new ArrayList<>();
  private int items;

  /** What may stand beside the key of a kind, and what reads it. */
  private record Kindred(List<String> keys, Reading reading) {}

  private interface Reading {
    void read(Section section, Entry entry);
  }

  /**
   * @param items how many items of other lists come before those that this one reads
   */
  FactNotation(
      String currency, Calendars calendars, String onlyService, int items, Problems problems) {
    this.items = items;
    this.currency = currency;
    this.calendars = calendars;
    this.intake = new Intake(currency, calendars);
    this.onlyService = onlyService;
    this.problems = problems;
    kind("cost", this::cost, List.of("amount", "at"), Schedule.STRETCHES);
    kind("allocated", this::allocated, ALLOCATION, List.of("from", "to"));
    kind("work", this::work, List.of("ticket", "basis"), Schedule.STRETCHES);
    kind("opened", this::opened, List.of("ticket", "count"), Schedule.MOMENTS);
    kind("resolved", this::resolved, List.of("ticket", "count", "billed"), Schedule.MOMENTS);
    kind("reopened", this::reopened, List.of("ticket"), Schedule.MOMENTS);
    kind("decided", this::decided, List.of("ticket", "count"), Schedule.MOMENTS);
    kind("handedOff", this::handedOff, List.of("ticket", "toTeam"), Schedule.MOMENTS);
    kind("status", this::status, List.of("by"), Schedule.MOMENTS);
    kind("command", this::command, List.of("rule", "by", "reason", "until"), Schedule.MOMENTS);
    kind("closed", this::closed, List.of(), Schedule.MOMENTS);
  }

  private void kind(String key, Reading reading, List<String> own, List<String> schedule) {
    List<String> keys =
        Stream.of(List.of(key), ALWAYS, own, schedule).flatMap(List::stream).toList();
    kinds.put(key, new Kindred(keys, reading));
  }

  private void read(Section section) {
    List<String> named = kinds.keySet().stream().filter(section::has).toList();
    if (named.size() != 1) {
      problems.error(
          section.place(),
          "'%s' %s; write one of %s"
              .formatted(
                  section.place().path(),
                  named.isEmpty()
                      ? "does not say what happens"
                      : "says more than one thing, " + String.join(" and ", named),
                  String.join(", ", kinds.keySet())));
      return;
    }
    Kindred kind = kinds.get(named.get(0));
    section.refuseUnknown(kind.keys());
    int before = problems.errors();
    Entry entry = new Entry(section);
    if (problems.errors() == before) {
      kind.reading().read(section, entry);
    }
  }

  /** What may be written of each kind of fact, by the key that tells the kind. */
  Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    kinds.forEach((key, kind) -> keys.put(key, kind.keys()));
    return keys;
  }

  /** How many items there are now, those of other lists included. */
  int items() {
    return items;
  }

  /** Takes in the items of a list of facts. */
  void readAll(Section section, String key) {
    for (Value fact : section.items(key)) {
      Section item = Section.ofAnyKeys(fact, problems);
      if (item != null) {
        read(item);
      }
    }
  }

  /** All facts that were read. */
  List<TestFact> facts() {
    return List.copyOf(facts);
  }

  private void cost(Section section, Entry entry) {
    CostCategory category = section.required("cost", Kind.oneOf(CostCategory.class));
    Series amounts = section.required("amount", Series.KIND);
    if (category == null || amounts == null) {
      return;
    }
    Integer count = amounts.single() ? null : Integer.valueOf(amounts.values().size());
    List<Stretch> periods =
        section.has("at") ? entry.schedule.moments(count) : entry.schedule.stretches(count);
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
                .put("currency", currency)
                .put("chargePeriodStart", time(period.start()))
                .put("chargePeriodEnd", time(period.end())));
      }
    }
  }

  private void allocated(Section section, Entry entry) {
    List<String> people = section.oneOrMore("allocated", Kind.NAME);
    String role = section.required("role", Kind.NAME);
    BigDecimal hourlyCost = section.required("hourlyCost", Kind.NOT_NEGATIVE);
    BigDecimal fraction = section.optional("fraction", Kind.NOT_NEGATIVE, BigDecimal.ONE);
    String calendar = section.optional("calendar", Kind.NAME, "office");
    Long from = section.required("from", Kind.TIME);
    Long to = section.optional("to", Kind.TIME, null);
    if (role == null || hourlyCost == null || fraction == null || from == null) {
      return;
    }
    for (String person : people) {
      ObjectNode fact =
          entry
              .fact("AllocationChanged")
              .put("allocationId", person + " for " + entry.service)
              .put("personId", person)
              .put("role", role)
              .put("fraction", fraction.toPlainString())
              .put("hourlyCost", hourlyCost.toPlainString())
              .put("currency", currency)
              .put("calendar", calendar)
              .put("start", time(from));
      if (to != null) {
        fact.put("end", time(to));
      }
      entry.add(Feed.ALLOCATION, from, fact);
    }
  }

  /** Work that a status tells of is known as it begins, and once more as it ends. */
  private void work(Section section, Entry entry) {
    List<String> people = section.oneOrMore("work", Kind.NAME);
    WorkBasis basis = section.optional("basis", Kind.oneOf(WorkBasis.class), WorkBasis.LOGGED);
    if (basis == null) {
      return;
    }
    for (Stretch stretch : entry.schedule.stretches(null)) {
      for (String person : people) {
        String ticket = entry.ticket();
        String workId = entry.id();
        if (basis == WorkBasis.STATUS) {
          ObjectNode begun = work(workId, person, basis, stretch.start());
          entry.addChange(ticket, ANY_TYPE, stretch.start(), stretch.start(), begun);
        }
        ObjectNode done =
            work(workId, person, basis, stretch.start()).put("end", time(stretch.end()));
        entry.addChange(ticket, ANY_TYPE, stretch.start(), stretch.end(), done);
      }
    }
  }

  private static ObjectNode work(String workId, String person, WorkBasis basis, long start) {
    return change("Work")
        .put("workId", workId)
        .put("personId", person)
        .put("basis", basis.name())
        .put("start", time(start));
  }

  private void opened(Section section, Entry entry) {
    tickets(section, entry, "opened", change("Opened"));
  }

  private void resolved(Section section, Entry entry) {
    ObjectNode change = change("Resolved");
    BigDecimal billed = section.optional("billed", Kind.AMOUNT, null);
    if (billed != null) {
      change.put("billed", billed.toPlainString());
    }
    tickets(section, entry, "resolved", change);
  }

  private void reopened(Section section, Entry entry) {
    section.required("ticket", Kind.NAME);
    tickets(section, entry, "reopened", change("Reopened"));
  }

  private void decided(Section section, Entry entry) {
    Decision decision = section.required("decided", Kind.oneOf(Decision.class));
    if (decision != null) {
      changes(section, entry, ANY_TYPE, change("Decided").put("decision", decision.name()));
    }
  }

  private void handedOff(Section section, Entry entry) {
    String fromTeam = section.required("handedOff", Kind.NAME);
    String toTeam = section.required("toTeam", Kind.NAME);
    if (fromTeam != null && toTeam != null) {
      changes(
          section,
          entry,
          ANY_TYPE,
          change("HandedOff").put("fromTeam", fromTeam).put("toTeam", toTeam));
    }
  }

  private void tickets(Section section, Entry entry, String key, ObjectNode change) {
    String type = section.required(key, Kind.NAME);
    if (type != null) {
      changes(section, entry, type, change);
    }
  }

  private void changes(Section section, Entry entry, String type, ObjectNode change) {
    Series counts = section.optional("count", Series.KIND, ONE);
    if (counts == null || !whole(section, counts)) {
      return;
    }
    Integer count = counts.single() ? null : Integer.valueOf(counts.values().size());
    List<Stretch> moments = entry.schedule.moments(count);
    for (int i = 0; i < moments.size(); i++) {
      BigDecimal tickets = counts.values().get(counts.single() ? 0 : i);
      long at = moments.get(i).start();
      for (int n = tickets == null ? 0 : tickets.intValueExact(); n > 0; n--) {
        entry.addChange(entry.ticket(), type, at, at, change.deepCopy());
      }
    }
  }

  private static boolean whole(Section section, Series counts) {
    for (BigDecimal count : counts.values()) {
      boolean good =
          count == null
              || (count.signum() >= 0
                  && count.compareTo(MOST_TICKETS) <= 0
                  && count.stripTrailingZeros().scale() <= 0);
      if (!good) {
        section.error("count", "has " + count + "; write whole numbers from 0 to 1000");
        return false;
      }
    }
    return true;
  }

  private void status(Section section, Entry entry) {
    ReportedStatus status = section.required("status", Kind.oneOf(ReportedStatus.class));
    String by = section.required("by", Kind.NAME);
    if (status == null || by == null) {
      return;
    }
    for (Stretch moment : entry.schedule.moments(null)) {
      entry.add(
          Feed.GOVERNANCE,
          moment.start(),
          entry.fact("StatusReported").put("status", status.name()).put("reportedBy", by));
    }
  }

  private void command(Section section, Entry entry) {
    CommandAction action = section.required("command", Kind.oneOf(CommandAction.class));
    String rule = section.required("rule", Kind.NAME);
    String by = section.required("by", Kind.NAME);
    String reason = section.optional("reason", Kind.TEXT, "a test");
    Long until = section.optional("until", Kind.TIME, null);
    if (action == null || rule == null || by == null || reason == null) {
      return;
    }
    for (Stretch moment : entry.schedule.moments(null)) {
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

  private void closed(Section section, Entry entry) {
    String reason = section.required("closed", Kind.TEXT);
    if (reason == null) {
      return;
    }
    for (Stretch moment : entry.schedule.moments(null)) {
      entry.add(Feed.GOVERNANCE, moment.start(), entry.fact("PlanClosed").put("reason", reason));
    }
  }

  private static ObjectNode change(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** One item of the list of facts, of which many facts may come. */
  private final class Entry {
    final Section section;
    final Schedule schedule;
    final String service;
    final String ticket;
    final Long recordedAt;
    final long delay;
    final int item = items++;
    int count;
    boolean refused;

    Entry(Section section) {
      this.section = section;
      this.schedule = new Schedule(section, calendars);
      this.service =
          onlyService == null || section.has("service")
              ? section.required("service", Kind.NAME)
              : onlyService;
      this.ticket = section.optional("ticket", Kind.NAME, null);
      this.recordedAt = section.optional("recordedAt", Kind.TIME, null);
      Long later = section.optional("delay", Kind.DURATION, 0L);
      this.delay = later == null ? 0 : later;
      if (section.has("delay") && section.has("recordedAt")) {
        section.error("delay", "stands beside 'recordedAt'; keep one of them");
      }
    }

    /** Facts that become known at the same moment count in the order of the file. */
    String id() {
      return String.format(Locale.ROOT, "%05d-%06d", item, count);
    }

    String ticket() {
      return ticket == null ? id() : ticket;
    }

    ObjectNode fact(String type) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("type", type)
          .put("source", "plan-test")
          .put("eventId", id())
          .put("serviceId", service);
    }

    void addChange(String of, String ticketType, long occurredAt, long known, ObjectNode change) {
      ObjectNode fact =
          fact("TicketChanged")
              .put("occurredAt", time(occurredAt))
              .put("ticketId", of)
              .put("ticketType", ticketType);
      fact.set("change", change);
      add(Feed.TICKET, known, fact);
    }

    void add(Feed feed, long known, ObjectNode fact) {
      fact.put("recordedAt", time(recordedAt == null ? known + delay : recordedAt));
      count++;
      try {
        facts.add(new TestFact(section.place(), fact, intake.fact(FactJson.read(feed, fact))));
      } catch (FormatException e) {
        refuse(e);
      } catch (RefusedException e) {
        refuse(e);
      }
    }

    /** Whatever is wrong with one of them is likely to be wrong with all. */
    private void refuse(Exception e) {
      if (!refused) {
        refused = true;
        problems.error(section.place(), '\'' + section.place().path() + "': " + e.getMessage());
      }
    }
  }
}

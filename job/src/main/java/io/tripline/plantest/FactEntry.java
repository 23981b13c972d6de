package io.tripline.plantest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.plan.Kind;
import io.tripline.plan.Problems;
import io.tripline.plan.Section;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.Feed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One item of a list of facts, of which many facts may come. */
final class FactEntry {
  private final Section section;
  private final Surroundings surroundings;
  private final int item;
  private final Schedule schedule;
  private final String service;
  private final String ticket;
  private final Long recordedAt;
  private final long delay;
  private int count;
  private boolean refused;

  /**
   * What all items have in common.
   *
   * @param currency of all money
   * @param calendars those that may be named
   * @param intake reads what was made
   * @param onlyService the one service of which there is a plan, or null
   * @param problems takes what is wrong
   * @param facts takes what was made
   */
  record Surroundings(
      String currency,
      Calendars calendars,
      Intake intake,
      String onlyService,
      Problems problems,
      List<TestFact> facts) {}

  /**
   * @param item its number among all of a test
   */
  FactEntry(Section section, int item, Surroundings surroundings) {
    this.section = section;
    this.item = item;
    this.surroundings = surroundings;
    this.schedule = new Schedule(section, surroundings.calendars());
    this.service =
        surroundings.onlyService() == null || section.has("service")
            ? section.required("service", Kind.NAME)
            : surroundings.onlyService();
    this.ticket = section.optional("ticket", Kind.NAME, null);
    this.recordedAt = section.optional("recordedAt", Kind.TIME, null);
    Long later = section.optional("delay", Kind.DURATION, 0L);
    this.delay = later == null ? 0 : later;
    if (section.has("delay") && section.has("recordedAt")) {
      section.error("delay", "stands beside 'recordedAt'; keep one of them");
    }
  }

  /** What stands there. */
  Section section() {
    return section;
  }

  /** When it happens. */
  Schedule schedule() {
    return schedule;
  }

  /** The service that it is about. */
  String service() {
    return service;
  }

  /** The one currency. */
  String currency() {
    return surroundings.currency();
  }

  /**
   * Of the next fact; facts that become known at the same moment count in the order of the file.
   */
  String id() {
    return String.format(Locale.ROOT, "%05d-%06d", item, count);
  }

  /** The ticket that was named, or a new one. */
  String ticket() {
    return ticket == null ? id() : ticket;
  }

  /** The beginning of the next fact. */
  ObjectNode fact(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("source", "plan-test")
        .put("eventId", id())
        .put("serviceId", service);
  }

  /** Adds a fact that becomes known at a time, unless something else is said of that. */
  void add(Feed feed, long known, ObjectNode fact) {
    fact.put("recordedAt", time(recordedAt == null ? known + delay : recordedAt));
    count++;
    try {
      surroundings
          .facts()
          .add(
              new TestFact(
                  section.place(), fact, surroundings.intake().fact(FactJson.read(feed, fact))));
    } catch (FormatException | RefusedException e) {
      refuse(e);
    }
  }

  /** A time as a history has it. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** Whatever is wrong with one of them is likely to be wrong with all. */
  private void refuse(Exception e) {
    if (!refused) {
      refused = true;
      surroundings
          .problems()
          .error(section.place(), '\'' + section.place().path() + "': " + e.getMessage());
    }
  }
}

package io.tripline.plantest;

import static io.tripline.plantest.FactEntry.time;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.ledger.fact.Decision;
import io.tripline.ledger.fact.WorkBasis;
import io.tripline.plan.Kind;
import io.tripline.plan.Section;
import io.tripline.plantest.Schedule.Stretch;
import io.tripline.schemas.avro.Feed;
import java.math.BigDecimal;
import java.util.List;

/** The short notation of what happens to tickets, and of work on them. */
final class TicketNotation {
  private static final Series ONE = new Series(List.of(BigDecimal.ONE));
  private static final BigDecimal MOST_TICKETS = BigDecimal.valueOf(1000);

  /** Of a change of a ticket whose type says nothing. */
  private static final String ANY_TYPE = "TICKET";

  private TicketNotation() {}

  /** Work that a status tells of is known as it begins, and once more as it ends. */
  static void work(FactEntry entry) {
    List<String> people = entry.section().oneOrMore("work", Kind.NAME);
    WorkBasis basis =
        entry.section().optional("basis", Kind.oneOf(WorkBasis.class), WorkBasis.LOGGED);
    if (basis == null) {
      return;
    }
    for (Stretch stretch : entry.schedule().stretches(null)) {
      for (String person : people) {
        String ticket = entry.ticket();
        String workId = entry.id();
        if (basis == WorkBasis.STATUS) {
          ObjectNode begun = work(workId, person, basis, stretch.start());
          add(entry, ticket, ANY_TYPE, stretch.start(), stretch.start(), begun);
        }
        ObjectNode done =
            work(workId, person, basis, stretch.start()).put("end", time(stretch.end()));
        add(entry, ticket, ANY_TYPE, stretch.start(), stretch.end(), done);
      }
    }
  }

  static void opened(FactEntry entry) {
    tickets(entry, "opened", change("Opened"));
  }

  static void resolved(FactEntry entry) {
    ObjectNode change = change("Resolved");
    BigDecimal billed = entry.section().optional("billed", Kind.AMOUNT, null);
    if (billed != null) {
      change.put("billed", billed.toPlainString());
    }
    tickets(entry, "resolved", change);
  }

  static void reopened(FactEntry entry) {
    entry.section().required("ticket", Kind.NAME);
    tickets(entry, "reopened", change("Reopened"));
  }

  static void decided(FactEntry entry) {
    Decision decision = entry.section().required("decided", Kind.oneOf(Decision.class));
    if (decision != null) {
      changes(entry, ANY_TYPE, change("Decided").put("decision", decision.name()));
    }
  }

  static void handedOff(FactEntry entry) {
    String fromTeam = entry.section().required("handedOff", Kind.NAME);
    String toTeam = entry.section().required("toTeam", Kind.NAME);
    if (fromTeam != null && toTeam != null) {
      changes(entry, ANY_TYPE, change("HandedOff").put("fromTeam", fromTeam).put("toTeam", toTeam));
    }
  }

  private static void tickets(FactEntry entry, String key, ObjectNode change) {
    String type = entry.section().required(key, Kind.NAME);
    if (type != null) {
      changes(entry, type, change);
    }
  }

  private static void changes(FactEntry entry, String type, ObjectNode change) {
    Series counts = entry.section().optional("count", Series.KIND, ONE);
    if (counts == null || !whole(entry.section(), counts)) {
      return;
    }
    Integer count = counts.single() ? null : Integer.valueOf(counts.values().size());
    List<Stretch> moments = entry.schedule().moments(count);
    for (int i = 0; i < moments.size(); i++) {
      BigDecimal tickets = counts.values().get(counts.single() ? 0 : i);
      long at = moments.get(i).start();
      for (int n = tickets == null ? 0 : tickets.intValueExact(); n > 0; n--) {
        add(entry, entry.ticket(), type, at, at, change.deepCopy());
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

  private static ObjectNode work(String workId, String person, WorkBasis basis, long start) {
    return change("Work")
        .put("workId", workId)
        .put("personId", person)
        .put("basis", basis.name())
        .put("start", time(start));
  }

  private static ObjectNode change(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static void add(
      FactEntry entry,
      String ticket,
      String ticketType,
      long occurredAt,
      long known,
      ObjectNode change) {
    ObjectNode fact =
        entry
            .fact("TicketChanged")
            .put("occurredAt", time(occurredAt))
            .put("ticketId", ticket)
            .put("ticketType", ticketType);
    fact.set("change", change);
    entry.add(Feed.TICKET, known, fact);
  }
}

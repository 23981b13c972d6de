package io.tripline.ledger.admission;

import io.tripline.ledger.Slices;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.fact.TicketChange;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.fact.Work;
import java.time.Instant;
import java.util.Objects;

/**
 * Judges facts that replace one another: work by {@code workId}, allocations by {@code
 * allocationId}, plans by service. It remembers of each the last version that was let pass, so that
 * whoever takes facts in after it never has to refuse one.
 */
public final class UpsertRegister {
  /** How long a version is remembered after it changed or ended: 90 days of known time. */
  public static final long REMEMBERED = 90 * Slices.DAY;

  /** The longest that work without an end counts from its start. */
  private static final long OPEN_WORK = Slices.DAY;

  /**
   * What is remembered of a work, an allocation or a plan; what a kind has not is null or 0.
   *
   * @param personId work and allocation
   * @param serviceId work and allocation
   * @param ticketId work
   * @param start work and allocation: start of the last version's valid time
   * @param end end of the last version's valid time, exclusive; {@link Long#MAX_VALUE} of an open
   *     allocation; of work going on, as long as it can count
   * @param version plan: the highest version
   * @param until the last tick at which this is remembered
   */
  public record Known(
      String personId,
      String serviceId,
      String ticketId,
      long start,
      long end,
      int version,
      long until) {}

  /**
   * The answer.
   *
   * @param objection why the fact is refused, or null
   * @param known what to remember from now on
   */
  public record Verdict(Objection objection, Known known) {}

  private UpsertRegister() {}

  /** What a fact replaces the last version of, or null if it replaces nothing. */
  public static String key(Fact fact) {
    if (fact instanceof TicketChanged changed && changed.change() == TicketChange.WORK) {
      return "work:" + changed.work().workId();
    }
    if (fact instanceof AllocationChanged allocation) {
      return "allocation:" + allocation.allocationId();
    }
    return fact instanceof PlanPublished plan ? "plan:" + plan.serviceId() : null;
  }

  /**
   * Judges the next version; versions are to come tick by tick, and within a tick in {@link
   * KnownOrder}.
   *
   * @param fact one that has a {@link #key}
   * @param known what is remembered under that key, or null
   * @param tick the tick at which the fact is known
   */
  public static Verdict judge(Fact fact, Known known, long tick) {
    Known before = known == null || known.until() < tick ? null : known;
    if (fact instanceof PlanPublished plan) {
      return judgePlan(plan, before);
    }
    Known offered = offered(fact, tick);
    Objection objection = before == null ? null : changedIdentity(fact, before, offered);
    if (objection == null) {
      objection = tooOld(fact, before, offered, tick);
    }
    return objection == null ? new Verdict(null, offered) : new Verdict(objection, known);
  }

  private static Verdict judgePlan(PlanPublished published, Known before) {
    int version = published.plan().version();
    if (before != null && version <= before.version()) {
      return new Verdict(
          new Objection(
              RefusalReason.VERSION_NOT_HIGHER,
              "version",
              "version "
                  + version
                  + " of the plan of '"
                  + published.serviceId()
                  + "' is not higher than version "
                  + before.version()
                  + ", which is known already; publish it as version "
                  + (before.version() + 1L)
                  + " or higher"),
          before);
    }
    return new Verdict(null, new Known(null, null, null, 0, 0, version, Long.MAX_VALUE));
  }

  private static Known offered(Fact fact, long tick) {
    if (fact instanceof AllocationChanged allocation) {
      long end = allocation.end() == null ? Long.MAX_VALUE : allocation.end();
      boolean open = end == Long.MAX_VALUE && !allocation.withdrawn();
      long until = open ? Long.MAX_VALUE : rememberedUntil(tick, end);
      return new Known(
          allocation.personId(), allocation.serviceId(), null, allocation.start(), end, 0, until);
    }
    TicketChanged changed = (TicketChanged) fact;
    Work work = changed.work();
    long end = work.end() == null ? work.start() + OPEN_WORK : work.end();
    return new Known(
        work.personId(),
        changed.serviceId(),
        changed.ticketId(),
        work.start(),
        end,
        0,
        rememberedUntil(tick, end));
  }

  /** Counted from the end where that is still to come: until then the version has its effect. */
  private static long rememberedUntil(long tick, long end) {
    return (end == Long.MAX_VALUE ? tick : Math.max(tick, end)) + REMEMBERED;
  }

  private static Objection changedIdentity(Fact fact, Known before, Known offered) {
    if (!before.personId().equals(offered.personId())) {
      return changed(fact, pathOf(fact, "personId"), before.personId(), offered.personId());
    }
    if (!before.serviceId().equals(offered.serviceId())) {
      return changed(fact, "serviceId", before.serviceId(), offered.serviceId());
    }
    if (!Objects.equals(before.ticketId(), offered.ticketId())) {
      return changed(fact, "ticketId", before.ticketId(), offered.ticketId());
    }
    return null;
  }

  private static Objection changed(Fact fact, String field, String from, String to) {
    return new Objection(
        RefusalReason.IDENTITY_CHANGED,
        field,
        field
            + " of "
            + key(fact)
            + " is '"
            + from
            + "' and cannot become '"
            + to
            + "'; withdraw it and report the new one under an id of its own");
  }

  /** The path of a field of what is updated, which in a change of a ticket is the work. */
  private static String pathOf(Fact fact, String field) {
    return fact instanceof TicketChanged ? "change." + field : field;
  }

  private static Objection tooOld(Fact fact, Known before, Known offered, long tick) {
    if (reaches(offered, tick) || (before != null && reaches(before, tick))) {
      return null;
    }
    return new Objection(
        RefusalReason.TOO_OLD,
        pathOf(fact, "end"),
        "its time, from "
            + Instant.ofEpochMilli(offered.start())
            + " to "
            + Instant.ofEpochMilli(offered.end())
            + (before == null ? "," : ", and that of the version before,")
            + " is over for more than 8 days at "
            + Instant.ofEpochMilli(tick)
            + ", when it is known; it changes nothing any more");
  }

  /** Whether a version has to do with the last eight days, or with what is still to come. */
  private static boolean reaches(Known version, long tick) {
    long horizon = tick - Slices.HORIZON;
    return version.end() > horizon || version.start() >= horizon;
  }
}

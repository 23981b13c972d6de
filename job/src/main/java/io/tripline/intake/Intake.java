package io.tripline.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.CostCategory;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.ReportedStatus;
import io.tripline.plan.PlanReader;
import io.tripline.plan.PlanReading;
import io.tripline.plan.Value;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactLine;
import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.StatusReported;
import io.tripline.schemas.avro.TicketChanged;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns what was read into facts that the ledger can rely on. All that can be judged of a fact by
 * itself is judged here; what depends on other facts, by the pipeline's admission.
 *
 * <p>Ids are 1 to 256 characters; times lie in 1990 to 2099; amounts are at most 10¹¹ units of the
 * one currency. Not for use by several threads.
 */
public final class Intake {
  private static final List<String> IDENTITY = List.of("type", "source", "eventId");
  private static final String PLAN_FILES = "plans";
  private static final long WHOLE = 1_000_000;

  private final String currency;
  private final Calendars calendars;
  private final PlanReader plans;

  /**
   * @param currency the one currency that money may be in, as a code of ISO 4217
   * @param calendars those that allocations and plans may name
   */
  public Intake(String currency, Calendars calendars) {
    this.currency = currency;
    this.calendars = calendars;
    this.plans = new PlanReader(currency, calendars);
  }

  /** The fact in a line of a history. */
  public Fact fact(FactLine line) throws RefusedException {
    return line instanceof FactLine.PlanDocument plan
        ? plan(id(plan.source(), plan.eventId()), PlanValues.of(plan.document()))
        : fact(((FactLine.Plain) line).fact());
  }

  /**
   * The fact in a record of the contract.
   *
   * @throws IllegalArgumentException if the record is no fact at all
   */
  public Fact fact(SpecificRecord record) throws RefusedException {
    if (record instanceof CostRecorded cost) {
      return cost(cost);
    }
    if (record instanceof TicketChanged ticket) {
      return TicketIntake.fact(ticket, id(ticket.getSource(), ticket.getEventId()));
    }
    if (record instanceof AllocationChanged allocation) {
      return allocation(allocation);
    }
    if (record instanceof PlanPublished plan) {
      return plan(id(plan.getSource(), plan.getEventId()), document(plan));
    }
    if (record instanceof PlanClosed closed) {
      return closed(closed);
    }
    if (record instanceof StatusReported status) {
      return status(status);
    }
    if (record instanceof KillSwitchCommand command) {
      return command(command);
    }
    throw new IllegalArgumentException(record.getClass() + " is no fact");
  }

  /** The plan in a plan file, with an identity of its own: {@code plans}, service and version. */
  public Fact planFile(String yaml) throws RefusedException {
    PlanReading reading = usable(plans.read(yaml));
    String eventId = reading.plan().serviceId() + '@' + reading.plan().version();
    return new io.tripline.ledger.fact.PlanPublished(
        new FactId(PLAN_FILES, eventId), reading.recordedAt(), reading.plan());
  }

  private Fact plan(FactId id, Value document) throws RefusedException {
    PlanReading reading = usable(plans.read(document));
    return new io.tripline.ledger.fact.PlanPublished(id, reading.recordedAt(), reading.plan());
  }

  private static PlanReading usable(PlanReading reading) throws RefusedException {
    if (!reading.usable()) {
      throw RefusedException.ofPlan(reading.problems());
    }
    return reading;
  }

  private static Value document(PlanPublished plan) throws RefusedException {
    try {
      ObjectNode fields = FactJson.tree(plan).without(IDENTITY);
      return PlanValues.of(fields);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RefusedException(
          RefusalReason.PLAN_REFUSED,
          "plan",
          "'plan' cannot be written as a plan file: " + e.getMessage() + "; correct it");
    }
  }

  private Fact cost(CostRecorded cost) throws RefusedException {
    FactId id = id(cost.getSource(), cost.getEventId());
    long start = Checks.time("chargePeriodStart", cost.getChargePeriodStart());
    Checks.present("chargePeriodEnd", cost.getChargePeriodEnd(), "when the charge period ends");
    checkCurrency(cost.getCurrency());
    return new io.tripline.ledger.fact.CostRecorded(
        id,
        recordedAt(cost.getRecordedAt()),
        Checks.name("serviceId", cost.getServiceId()),
        same("category", cost.getCategory(), CostCategory.class),
        Checks.millionths("amount", cost.getAmount()),
        start,
        Checks.end("chargePeriodEnd", cost.getChargePeriodEnd(), start),
        cost.getDescription());
  }

  private Fact allocation(AllocationChanged allocation) throws RefusedException {
    FactId id = id(allocation.getSource(), allocation.getEventId());
    long start = Checks.time("start", allocation.getStart());
    checkCurrency(allocation.getCurrency());
    return new io.tripline.ledger.fact.AllocationChanged(
        id,
        recordedAt(allocation.getRecordedAt()),
        Checks.name("allocationId", allocation.getAllocationId()),
        Checks.name("personId", allocation.getPersonId()),
        Checks.name("role", allocation.getRole()),
        Checks.name("serviceId", allocation.getServiceId()),
        fraction(allocation),
        hourlyCost(allocation),
        calendar(allocation.getCalendar()),
        start,
        Checks.end("end", allocation.getEnd(), start),
        allocation.getWithdrawn());
  }

  private static long fraction(AllocationChanged allocation) throws RefusedException {
    long fraction = Checks.millionths("fraction", allocation.getFraction());
    if (fraction <= 0 || fraction > WHOLE) {
      throw Checks.invalid(
          "fraction", allocation.getFraction() + "; write a part above 0 and at most 1");
    }
    return fraction;
  }

  private static long hourlyCost(AllocationChanged allocation) throws RefusedException {
    long hourlyCost = Checks.millionths("hourlyCost", allocation.getHourlyCost());
    if (hourlyCost < 0) {
      throw Checks.invalid("hourlyCost", allocation.getHourlyCost() + "; write 0 or more");
    }
    return hourlyCost;
  }

  private String calendar(String name) throws RefusedException {
    Checks.present("calendar", name, "the name of a calendar, such as office");
    if (!calendars.has(name)) {
      throw new RefusedException(
          RefusalReason.UNKNOWN_CALENDAR,
          "calendar",
          "'calendar' is \""
              + name
              + "\", which is not defined; write one of "
              + calendars.names()
              + ", or define it in calendars.yaml");
    }
    return name;
  }

  private static Fact closed(PlanClosed closed) throws RefusedException {
    return new io.tripline.ledger.fact.PlanClosed(
        id(closed.getSource(), closed.getEventId()),
        recordedAt(closed.getRecordedAt()),
        Checks.name("serviceId", closed.getServiceId()),
        text("reason", closed.getReason()));
  }

  private static Fact status(StatusReported status) throws RefusedException {
    return new io.tripline.ledger.fact.StatusReported(
        id(status.getSource(), status.getEventId()),
        recordedAt(status.getRecordedAt()),
        Checks.name("serviceId", status.getServiceId()),
        same("status", status.getStatus(), ReportedStatus.class),
        Checks.name("reportedBy", status.getReportedBy()));
  }

  private static Fact command(KillSwitchCommand command) throws RefusedException {
    return new io.tripline.ledger.fact.KillSwitchCommand(
        id(command.getSource(), command.getEventId()),
        recordedAt(command.getRecordedAt()),
        Checks.name("commandId", command.getCommandId()),
        Checks.name("serviceId", command.getServiceId()),
        Checks.name("ruleId", command.getRuleId()),
        same("action", command.getAction(), CommandAction.class),
        until(command),
        Checks.name("by", command.getBy()),
        text("reason", command.getReason()));
  }

  private static Long until(KillSwitchCommand command) throws RefusedException {
    boolean override = command.getAction() == io.tripline.schemas.avro.CommandAction.OVERRIDE;
    if (override) {
      Checks.present("until", command.getUntil(), "when the override ends");
    } else if (command.getUntil() != null) {
      throw Checks.invalid(
          "until", command.getUntil() + ", but only an OVERRIDE has an end; take it away");
    }
    return Checks.timeOrNull("until", command.getUntil());
  }

  private void checkCurrency(String given) throws RefusedException {
    Checks.present("currency", given, "the code " + currency);
    if (!given.equals(currency)) {
      throw new RefusedException(
          RefusalReason.WRONG_CURRENCY,
          "currency",
          "'currency' is \"" + given + "\", but this job counts in " + currency + "; convert it");
    }
  }

  private static FactId id(String source, String eventId) throws RefusedException {
    return new FactId(Checks.name("source", source), Checks.name("eventId", eventId));
  }

  private static long recordedAt(Instant time) throws RefusedException {
    return Checks.time("recordedAt", time);
  }

  private static String text(String field, String value) throws RefusedException {
    Checks.present(field, value, "a text");
    return value;
  }

  /** The ledger's word for the contract's, which are the same letter for letter. */
  static <E extends Enum<E>> E same(String field, Enum<?> word, Class<E> type)
      throws RefusedException {
    Checks.present(field, word, "one of " + List.of(type.getEnumConstants()));
    return Enum.valueOf(type, word.name());
  }
}

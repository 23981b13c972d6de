package io.tripline.local.story;

import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.CommandAction;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.CostRecorded;
import io.tripline.schemas.avro.Decided;
import io.tripline.schemas.avro.Decision;
import io.tripline.schemas.avro.HandedOff;
import io.tripline.schemas.avro.KillSwitchCommand;
import io.tripline.schemas.avro.Opened;
import io.tripline.schemas.avro.PlanClosed;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.Resolved;
import io.tripline.schemas.avro.StatusReported;
import io.tripline.schemas.avro.TicketChanged;
import io.tripline.schemas.avro.Work;
import io.tripline.schemas.avro.WorkBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes down what happens to one service as the facts that its tools would report: the ticket
 * system within a minute, finance and planning as told. All chance comes from the seed.
 */
final class Narrator {
  static final String CURRENCY = "USD";

  private static final BigDecimal WHOLE = BigDecimal.ONE.setScale(6);

  private final String serviceId;
  private final Random random;
  private final List<Told> facts = new ArrayList<>();
  private final List<Onset> onsets = new ArrayList<>();
  private int reported;
  private int tickets;
  private int works;
  private Instant outageFrom = Instant.MAX;
  private Instant outageTo = Instant.MAX;

  Narrator(String serviceId, long seed) {
    this.serviceId = serviceId;
    this.random = new Random(seed * 31 + serviceId.hashCode());
  }

  List<Told> facts() {
    return List.copyOf(facts);
  }

  List<Onset> onsets() {
    return List.copyOf(onsets);
  }

  /** The ticket system's facts of this time are heard of only after it. */
  void ticketOutage(Instant from, Instant to) {
    outageFrom = from;
    outageTo = to;
  }

  /** Something begins that nobody reports. */
  void onset(Instant at, String what) {
    onsets.add(new Onset(serviceId, at, what));
  }

  // Chance.

  /** A time from zero up to the most, exclusive, in whole seconds. */
  Duration upTo(Duration most) {
    return Duration.ofSeconds(random.nextInt((int) most.toSeconds()));
  }

  /** A time from least up to most. */
  Duration between(Duration least, Duration most) {
    return least.plus(upTo(most.minus(least)));
  }

  /** A little earlier or later. */
  Instant about(Instant time, Duration most) {
    return time.minus(most).plus(upTo(most.multipliedBy(2)));
  }

  /** A little more or less: at most so many percent. */
  BigDecimal about(BigDecimal amount, int percent) {
    double factor = 1 + percent / 100.0 * (2 * random.nextDouble() - 1);
    return amount.multiply(BigDecimal.valueOf(factor)).setScale(2, RoundingMode.HALF_UP);
  }

  boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  // Planning.

  /** From then on, with no end in sight. */
  void allocate(Person person, Instant start) {
    allocate(person, start, null, start.minus(Duration.ofHours(1)));
  }

  /**
   * The person's whole time.
   *
   * @param end null while open
   */
  void allocate(Person person, Instant start, Instant end, Instant recordedAt) {
    report(
        recordedAt,
        eventId ->
            new AllocationChanged(
                "psa",
                eventId,
                recordedAt,
                serviceId + "/" + person.id(),
                person.id(),
                person.role(),
                serviceId,
                WHOLE,
                person.hourlyCost(),
                CURRENCY,
                "office",
                start,
                end,
                false));
  }

  void status(ReportedStatus status, Instant at) {
    report(at, eventId -> new StatusReported("pmo", eventId, at, serviceId, status, "pmo"));
  }

  void command(
      String ruleId, CommandAction action, Instant until, String by, Instant at, String reason) {
    report(
        at,
        eventId ->
            new KillSwitchCommand(
                "board",
                eventId,
                at,
                "order-" + eventId,
                serviceId,
                ruleId,
                action,
                until,
                by,
                reason));
  }

  void closePlan(Instant at, String reason) {
    report(at, eventId -> new PlanClosed("pmo", eventId, at, serviceId, reason));
  }

  // Finance.

  void bill(
      CostCategory category,
      BigDecimal amount,
      Instant from,
      Instant to,
      Instant recordedAt,
      String description) {
    report(
        recordedAt,
        eventId ->
            new CostRecorded(
                "erp",
                eventId,
                recordedAt,
                serviceId,
                category,
                amount.setScale(6),
                CURRENCY,
                from,
                to,
                description));
  }

  // Delivery.

  Ticket open(String type, Instant at) {
    tickets++;
    Ticket ticket = new Ticket(serviceId + "-" + tickets, type);
    change(ticket, at, new Opened());
    return ticket;
  }

  void resolve(Ticket ticket, Instant at, BigDecimal billed) {
    change(ticket, at, new Resolved(billed == null ? null : billed.setScale(6)));
  }

  void handOff(Ticket ticket, Instant at, String from, String to) {
    change(ticket, at, new HandedOff(from, to));
  }

  void decide(Ticket ticket, Instant at, Decision decision) {
    change(ticket, at, new Decided(decision));
  }

  /** Work seen from a ticket being in progress: heard of when it starts, and when it ends. */
  void inProgress(Person person, Ticket ticket, Instant start, Instant end) {
    String workId = workId();
    change(ticket, start, new Work(workId, person.id(), WorkBasis.STATUS, start, null, false));
    change(ticket, end, new Work(workId, person.id(), WorkBasis.STATUS, start, end, false));
  }

  /** Work written into a timesheet when it was done. */
  void logged(Person person, Ticket ticket, Instant start, Instant end) {
    change(ticket, end, new Work(workId(), person.id(), WorkBasis.LOGGED, start, end, false));
  }

  private String workId() {
    works++;
    return serviceId + "-w" + works;
  }

  private void change(Ticket ticket, Instant at, SpecificRecord change) {
    Instant heard = at.plusSeconds(2).plus(upTo(Duration.ofSeconds(40)));
    boolean outage = !heard.isBefore(outageFrom) && heard.isBefore(outageTo);
    Instant recordedAt = outage ? outageTo.plus(upTo(Duration.ofSeconds(90))) : heard;
    report(
        recordedAt,
        eventId ->
            new TicketChanged(
                "jira", eventId, recordedAt, at, serviceId, ticket.id(), ticket.type(), change));
  }

  private void report(Instant recordedAt, Function<String, SpecificRecord> fact) {
    reported++;
    facts.add(new Told(recordedAt, serviceId, fact.apply(serviceId + "-" + reported)));
  }
}

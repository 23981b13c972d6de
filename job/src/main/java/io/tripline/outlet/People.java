package io.tripline.outlet;

import io.tripline.ledger.event.Flow;
import io.tripline.ledger.event.Headline;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.event.Statement.Diverted;
import io.tripline.ledger.event.VarianceEvent;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How what is said names people. It is the last that happens to it: what is kept, and what things
 * are identified by, does not depend on it, and neither does any sum.
 *
 * <p>Sent to a task as it is, and {@link #open opened} there. Not for use by several threads.
 */
public final class People implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What stands where a person would. */
  private static final String NOBODY = "";

  /** Whether people are known by what is said. */
  public enum Naming {
    /** By their ids. */
    NAMES,
    /** By pseudonyms, which whoever has the key can tell. */
    HASHED,
    /** Not at all: what they did is added up by role and service. */
    NONE
  }

  /** By their ids. */
  public static final People NAMED = new People(Naming.NAMES, null);

  /** Not at all. */
  public static final People LEFT_OUT = new People(Naming.NONE, null);

  private final Naming naming;
  private final PseudonymKey key;
  private transient Pseudonyms pseudonyms;

  private People(Naming naming, PseudonymKey key) {
    this.naming = naming;
    this.key = key;
  }

  /** By pseudonyms. */
  public static People hashed(PseudonymKey key) {
    return new People(Naming.HASHED, key);
  }

  /** Whether people are named by their ids. */
  public boolean named() {
    return naming == Naming.NAMES;
  }

  /**
   * Reads the key, if there is to be one; what is not opened does so when it first needs it.
   *
   * @throws IllegalStateException if the key is too short
   * @throws RuntimeException if it cannot be found
   */
  public void open() {
    if (naming == Naming.HASHED && pseudonyms == null) {
      byte[] read = key.read();
      if (read.length < Pseudonyms.SHORTEST_KEY) {
        throw new IllegalStateException(
            "the pseudonym key at %s has %s bytes, so that it could be guessed; make one of %s or more"
                .formatted(key.place(), read.length, Pseudonyms.SHORTEST_KEY));
      }
      pseudonyms = new Pseudonyms(read);
    }
  }

  /** An event as it may be told. */
  public ServiceEvent in(ServiceEvent event) {
    if (named()) {
      return event;
    }
    return event instanceof VarianceEvent variance ? in(variance) : in((KillSwitchEvent) event);
  }

  /** A statement as it may be told. */
  public Statement in(Statement statement) {
    if (named()) {
      return statement;
    }
    Statement.Measures m = statement.measures();
    return new Statement(
        statement.serviceId(),
        statement.hour(),
        statement.revision(),
        statement.asOf(),
        new Statement.Measures(
            m.earned(),
            m.retainer(),
            m.allocatedLabor(),
            m.labor(),
            m.spend(),
            m.financeLabor(),
            m.units(),
            m.capacity(),
            m.own(),
            m.visiting(),
            m.bench(),
            m.benchCost(),
            diverted(m.divertedOut()),
            diverted(m.divertedIn()),
            m.offHours(),
            m.unrated(),
            m.handoffs(),
            m.handoffWaiting(),
            m.accepted(),
            m.declined(),
            m.opened()),
        statement.planned(),
        statement.original());
  }

  private VarianceEvent in(VarianceEvent e) {
    return new VarianceEvent(
        e.eventId(),
        e.transition(),
        e.serviceId(),
        e.asOf(),
        e.planVersion(),
        e.incidentId(),
        e.targetId(),
        e.metric(),
        e.window(),
        e.windowStart(),
        e.windowEnd(),
        e.actual(),
        e.target(),
        e.excess(),
        e.severity(),
        e.since(),
        e.openedAt(),
        e.leaves(),
        flows(e.flows()),
        e.accrued(),
        in(e.headline()),
        e.reason());
  }

  private KillSwitchEvent in(KillSwitchEvent e) {
    return new KillSwitchEvent(
        e.eventId(),
        e.transition(),
        e.serviceId(),
        e.asOf(),
        e.planVersion(),
        e.ruleId(),
        e.action(),
        e.mode(),
        e.since(),
        e.trippedAt(),
        e.deadline(),
        e.observed(),
        e.command() == null ? null : in(e.command()),
        e.cost(),
        e.reason(),
        in(e.headline()));
  }

  /** What somebody gave as a reason can hold anything, and so cannot be told. */
  private KillSwitchEvent.Command in(KillSwitchEvent.Command c) {
    return new KillSwitchEvent.Command(
        c.fact(), c.commandId(), c.action(), c.until(), called(c.by()), "");
  }

  private Headline in(Headline headline) {
    return naming == Naming.NONE ? headline.withoutPeople() : headline.calling(this::called);
  }

  private String called(String personId) {
    if (naming == Naming.NONE) {
      return NOBODY;
    }
    open();
    return pseudonyms.of(personId);
  }

  /** Out before in, then by whatever people are called now: the order of ids would tell of them. */
  private List<Flow> flows(List<Flow> flows) {
    return merged(
        flows,
        flow ->
            new Flow(
                flow.direction(),
                called(flow.personId()),
                flow.role(),
                flow.from(),
                flow.to(),
                flow.millis(),
                flow.cost(),
                flow.plannedValue()),
        flow -> List.of(flow.direction(), flow.personId(), flow.role(), flow.from(), flow.to()),
        People::sum,
        Comparator.comparing(Flow::direction)
            .thenComparing(Flow::personId)
            .thenComparing(Flow::role)
            .thenComparing(
                flow -> flow.direction() == Flow.Direction.OUT ? flow.to() : flow.from()));
  }

  private static Flow sum(Flow one, Flow other) {
    return new Flow(
        one.direction(),
        one.personId(),
        one.role(),
        one.from(),
        one.to(),
        one.millis() + other.millis(),
        one.cost() + other.cost(),
        one.plannedValue() == null
            ? null
            : Long.valueOf(one.plannedValue() + other.plannedValue()));
  }

  private List<Diverted> diverted(List<Diverted> diverted) {
    return merged(
        diverted,
        part ->
            new Diverted(
                called(part.personId()),
                part.role(),
                part.otherServiceId(),
                part.millis(),
                part.cost()),
        part -> List.of(part.personId(), part.role(), part.otherServiceId()),
        (one, other) ->
            new Diverted(
                one.personId(),
                one.role(),
                one.otherServiceId(),
                one.millis() + other.millis(),
                one.cost() + other.cost()),
        Comparator.comparing(Diverted::personId)
            .thenComparing(Diverted::role)
            .thenComparing(Diverted::otherServiceId));
  }

  /** Parts with people called otherwise, those added up that cannot be told apart any more. */
  private static <T> List<T> merged(
      List<T> parts,
      UnaryOperator<T> calling,
      Function<T, List<?>> names,
      BinaryOperator<T> sum,
      Comparator<T> order) {
    Map<List<?>, T> merged = new LinkedHashMap<>();
    for (T part : parts) {
      T called = calling.apply(part);
      merged.merge(names.apply(called), called, sum);
    }
    List<T> sorted = new ArrayList<>(merged.values());
    sorted.sort(order);
    return List.copyOf(sorted);
  }
}

package io.tripline.ledger.killswitch;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.Slices;
import io.tripline.ledger.book.Figures;
import io.tripline.ledger.book.Measure;
import io.tripline.ledger.book.Position;
import io.tripline.ledger.book.Tally;
import io.tripline.ledger.calendar.CalendarSpec;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.event.KillSwitchEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.CommandAction;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.KillSwitchCommand;
import io.tripline.ledger.math.Rational;
import io.tripline.ledger.math.Spread;
import io.tripline.ledger.plan.Plan;
import io.tripline.ledger.plan.Rule;
import io.tripline.ledger.plan.Target;
import io.tripline.ledger.plan.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Kill switches of a made-up service whose figures a test sets as it likes. Times are written
 * {@code 01-05 09:10}, in 2026 and UTC; 5 January is a Monday.
 */
final class Stage {
  static final String SERVICE = "cloud";
  static final long SLICE = Slices.FIVE_MINUTES.length();

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final Statement.Planned NOTHING = new Statement.Planned(0, 0, 0, 0, Map.of(), 0);
  private static final CalendarSpec BERLIN =
      new CalendarSpec(
          ZoneId.of("Europe/Berlin"),
          EnumSet.allOf(DayOfWeek.class),
          LocalTime.of(1, 0),
          LocalTime.of(4, 0),
          Set.of());
  private static final CalendarSpec NEW_YORK =
      new CalendarSpec(
          ZoneId.of("America/New_York"),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(9, 0),
          LocalTime.of(17, 0),
          Set.of(LocalDate.of(2026, 1, 19)));

  private final LedgerSettings settings =
      new LedgerSettings(
          Slices.FIVE_MINUTES, new Calendars(Map.of("berlin-night", BERLIN, "new-york", NEW_YORK)));
  private final List<KillSwitchCommand> orders = new ArrayList<>();
  private final EnumMap<Measure, Long> measures = new EnumMap<>(Measure.class);
  private final Map<String, ServiceState.Level> levels = new HashMap<>();
  private final EnumSet<Feed> silent = EnumSet.noneOf(Feed.class);
  private UnaryOperator<KillSwitches> recovery = UnaryOperator.identity();
  private KillSwitches switches = new KillSwitches(SERVICE, null);
  private Statement.Planned planned = NOTHING;
  private Statement.Planned original = NOTHING;
  private Rational reportedGap;
  private boolean blind;
  private Plan plan;
  private Plan lastPlan;
  private long tick;
  private long lifeStart;
  private int ordered;

  /** Starts just before the tick at that time. */
  Stage(String time) {
    tick = instant(time) - SLICE;
  }

  static long instant(String time) {
    return Instant.parse("2026-" + time.replace(' ', 'T') + ":00Z").toEpochMilli();
  }

  static Plan plan(int version, String calendar, List<Target> targets, Rule... rules) {
    return new Plan(
        SERVICE,
        version,
        null,
        "Cloud Migration",
        null,
        Plan.Objective.MARGIN_PROTECTION,
        Map.of(),
        List.of("cfo"),
        calendar,
        null,
        null,
        Map.of(),
        targets,
        List.of(rules));
  }

  /** Before every tick, goes on with what this makes of the switches. */
  Stage recovering(UnaryOperator<KillSwitches> way) {
    recovery = way;
    return this;
  }

  /** Forgets all that was. */
  Stage afresh() {
    switches = new KillSwitches(SERVICE, null);
    return this;
  }

  /** From now on the plan has these rules. */
  Stage planned(Rule... rules) {
    return planned(plan(plan == null ? 1 : plan.version() + 1, "office", List.of(), rules));
  }

  Stage planned(Plan next) {
    plan = next;
    lastPlan = next;
    return this;
  }

  Stage closed() {
    plan = null;
    return this;
  }

  /** The next tick is that of the first slice of the plan's life. */
  Stage firstSliceOfALife() {
    lifeStart = tick;
    return this;
  }

  /** From now on there is no unit, as long as nothing else is said. */
  Stage holding() {
    return measured(Measure.UNITS, 0);
  }

  /** From now on there is a unit. */
  Stage failing() {
    return measured(Measure.UNITS, 1);
  }

  /** From now on there are no data. */
  Stage blind() {
    blind = true;
    return this;
  }

  Stage measured(Measure measure, long amount) {
    blind = false;
    measures.put(measure, amount);
    return this;
  }

  Stage expected(Statement.Planned current, Statement.Planned first) {
    planned = current;
    original = first;
    return this;
  }

  Stage silent(Feed feed) {
    silent.add(feed);
    return this;
  }

  Stage level(String targetId, ServiceState.Level level) {
    levels.put(targetId, level);
    return this;
  }

  Stage reportedGap(Duration gap) {
    reportedGap = gap == null ? null : Rational.of(gap.toMillis());
    return this;
  }

  /** At the next tick, the chief financial officer orders this. */
  Stage order(CommandAction action) {
    return order(command("zombie", action, null, "cfo"));
  }

  Stage overrideUntil(String end) {
    return order(command("zombie", CommandAction.OVERRIDE, instant(end), "cfo"));
  }

  Stage order(KillSwitchCommand command) {
    orders.add(command);
    return this;
  }

  /** A command of the minute before the next tick. */
  KillSwitchCommand command(String ruleId, CommandAction action, Long end, String by) {
    ordered++;
    return new KillSwitchCommand(
        new FactId("board", "k-" + ordered),
        tick + SLICE - 60_000,
        "cmd-" + ordered,
        SERVICE,
        ruleId,
        action,
        end,
        by,
        "as the board decided");
  }

  /** At the next tick this is posted, before it is evaluated. */
  Stage spent(long micros, String from, String to) {
    Spread cost = new Spread(micros, instant(from), instant(to));
    switches.costPosted(cost, cost.start(), cost.end());
    return this;
  }

  /** Cost of a slice as labor is posted: all at once. */
  Stage labor(long micros, long slice) {
    switches.costPosted(new Spread(micros, slice, slice), slice, slice + SLICE);
    return this;
  }

  /** The last tick. */
  long now() {
    return tick;
  }

  /** Takes the next tick. */
  List<KillSwitchEvent> tick() {
    tick += SLICE;
    switches = recovery.apply(switches);
    List<KillSwitchCommand> commands = List.copyOf(orders);
    orders.clear();
    return switches.evaluate(new Here(), commands, new Levels());
  }

  /** Takes all ticks until that time, inclusive. */
  List<KillSwitchEvent> events(String time) {
    List<KillSwitchEvent> events = new ArrayList<>();
    while (tick < instant(time)) {
      events.addAll(tick());
    }
    return events;
  }

  /** As {@link #events}, each as {@code 01-05 09:10 WARNED}. */
  List<String> until(String time) {
    return events(time).stream().map(Stage::line).toList();
  }

  static String line(KillSwitchEvent event) {
    String line = MINUTE.format(Instant.ofEpochMilli(event.asOf())) + " " + event.transition();
    return event.reason() == null ? line : line + " " + event.reason();
  }

  List<ServiceState.RuleState> states() {
    return switches.states();
  }

  ServiceState.RuleState state() {
    return states().get(0);
  }

  KillSwitches.State remembered() {
    return switches.state();
  }

  private final class Levels implements TargetLevels {
    @Override
    public ServiceState.Level level(String targetId) {
      return levels.get(targetId);
    }

    @Override
    public Rational reportedGap() {
      return reportedGap;
    }
  }

  private final class Here implements Position {
    @Override
    public String serviceId() {
      return SERVICE;
    }

    @Override
    public long tick() {
      return tick;
    }

    @Override
    public LedgerSettings settings() {
      return settings;
    }

    @Override
    public Plan plan() {
      return plan;
    }

    @Override
    public boolean closed() {
      return plan == null || slice() == lifeStart;
    }

    @Override
    public Plan lastPlan() {
      return lastPlan;
    }

    @Override
    public Figures figures(Window window) {
      if (blind || plan == null) {
        return null;
      }
      long[] amounts = new long[Measure.COUNT];
      measures.forEach((measure, amount) -> amounts[measure.ordinal()] = amount);
      return new Figures(
          window,
          tick - Slices.DAY,
          tick,
          new Tally(amounts, Map.of(), Map.of()),
          0,
          planned,
          original,
          Map.of());
    }

    @Override
    public BilledLabor billedLabor(Window window) {
      return null;
    }

    @Override
    public Silence silence(Feed feed) {
      return new Silence(silent.contains(feed) ? 2 : 1, 1);
    }

    @Override
    public Unplanned unplanned() {
      return null;
    }

    @Override
    public long retainer() {
      return 0;
    }

    @Override
    public Long greenSince() {
      return null;
    }
  }
}

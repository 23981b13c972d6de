package io.tripline.pipeline;

import io.tripline.ledger.LedgerSettings;
import io.tripline.ledger.admission.Identity;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.ServiceState;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.TicketChanged;
import io.tripline.ledger.person.LaborPosting;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The topology: one and the same for live topics, for a replay of them, for files and for tests,
 * which differ in the facts they hand in and in what they do with the {@link Results}.
 *
 * <pre>
 *   facts
 *     │ by bucket of identities
 *     ▼
 *   Deduplication ──────────────────────────────────────────── refusals ──▶
 *     │          │ work, allocations, plans                       ▲
 *     │          │ by workId, allocationId, plan's service        │
 *     │          ▼                                                │
 *     │        Register ──────────────────────────────────────────┘
 *     │          │        │ work, allocations
 *     │          │ work,  │ by person
 *     │          │ plans  ▼
 *     │          │      Timesheet
 *     │          │        │ labor
 *     ▼          ▼        ▼
 *   ─────────────── by service ───────────────
 *                    ▼
 *                  Ledger ──▶ events, statements, states
 * </pre>
 *
 * <p><b>Four keyed functions.</b> Timesheet and Ledger are the business; each has one kind of key,
 * and all it computes is about that key. The two before them decide which facts count, which cannot
 * be decided there: an identity is unique in its feed, not in a service, and a {@code workId} that
 * comes again under another person's name must be refused by whoever knows of the first, which is
 * neither person. What passes both never has to be refused again.
 *
 * <p><b>Time.</b> A tick is the end of a slice. The timer of tick {@code t} is at {@code t−1} ms,
 * because all times are whole milliseconds and {@code t} itself belongs to the next slice. Whatever
 * is known at a tick waits in the function it has come to until the watermark passes {@code t−1};
 * then the functions take it in one after the other, in known order, and what they send on carries
 * {@code t−1} and so belongs to {@code t} again. A function sends before it forwards the watermark:
 * when the ledger's timer fires, all that is known at the tick is there, on every path, whatever
 * the parallelism and the order of arrival.
 *
 * <p><b>Late facts</b> are given the next tick to come, in the deduplication; the others only do so
 * for what a restart left behind.
 *
 * <p><b>Ends.</b> A run over an {@link Interval} with an end has no timers after it; one without
 * goes on as long as the watermark does.
 */
public final class TriplinePipeline {
  /** The uid of the operator that lets each identity through once. */
  public static final String DEDUPLICATION_UID = "deduplication";

  /** The uid of the operator that judges versions of work, allocations and plans. */
  public static final String REGISTER_UID = "register";

  /** The uid of the operator that keeps people's timesheets. */
  public static final String TIMESHEET_UID = "timesheet";

  /** The uid of the operator that keeps services' ledgers. */
  public static final String LEDGER_UID = "ledger";

  static final OutputTag<Refusal> REFUSALS =
      new OutputTag<>("refusals", RecordTypes.of(Refusal.class));
  static final OutputTag<Admitted> UPSERTS =
      new OutputTag<>("upserts", RecordTypes.of(Admitted.class));
  static final OutputTag<Fact> PEOPLE = new OutputTag<>("people", RecordTypes.of(Fact.class));
  static final OutputTag<Statement> STATEMENTS =
      new OutputTag<>("statements", RecordTypes.of(Statement.class));
  static final OutputTag<ServiceState> STATES =
      new OutputTag<>("states", RecordTypes.of(ServiceState.class));

  /**
   * How many buckets identities are spread over. Enough to keep as many subtasks evenly busy as
   * there are key groups; few enough that a tick has few timers. Cannot change without losing the
   * identities in a savepoint.
   */
  private static final int BUCKETS = 256;

  private TriplinePipeline() {}

  /**
   * Lays the pipeline behind a stream of facts.
   *
   * @param facts with {@code recordedAt} as timestamps, and with watermarks: see {@link
   *     KnownTimeWatermarks}; of several feeds, their union
   * @param settings the grid of time and the calendars
   * @param interval the known time to cover
   */
  public static Results connect(
      DataStream<Admissible> facts, LedgerSettings settings, Interval interval) {
    Postings postings = post(facts, settings, interval);
    SingleOutputStreamOperator<ServiceEvent> events =
        postings
            .facts()
            .keyBy(Fact::serviceId, Types.STRING)
            .connect(postings.labor().keyBy(LaborPosting::serviceId, Types.STRING))
            .transform(
                "Ledger",
                RecordTypes.of(ServiceEvent.class),
                new LedgerOperator(new LedgerFunction(settings, interval)))
            .uid(LEDGER_UID);

    return new Results(
        events,
        events.getSideOutput(STATEMENTS),
        events.getSideOutput(STATES),
        postings.refusals());
  }

  /**
   * Lays all of the pipeline but the ledgers, for whoever keeps ledgers of another kind.
   *
   * @param facts as for {@link #connect}
   */
  public static Postings post(
      DataStream<Admissible> facts, LedgerSettings settings, Interval interval) {
    SingleOutputStreamOperator<Fact> deduplicated =
        facts
            .keyBy(admissible -> Identity.bucket(admissible.fact(), BUCKETS), Types.INT)
            .process(
                new DeduplicationFunction(settings.slices(), interval), RecordTypes.of(Fact.class))
            .uid(DEDUPLICATION_UID)
            .name("Deduplication");

    SingleOutputStreamOperator<Fact> registered =
        deduplicated
            .getSideOutput(UPSERTS)
            .keyBy(admitted -> UpsertRegister.key(admitted.admissible().fact()), Types.STRING)
            .process(new RegisterFunction(settings.slices()), RecordTypes.of(Fact.class))
            .uid(REGISTER_UID)
            .name("Register");

    SingleOutputStreamOperator<LaborPosting> labor =
        registered
            .getSideOutput(PEOPLE)
            .keyBy(TriplinePipeline::personOf, Types.STRING)
            .process(new TimesheetFunction(settings, interval), RecordTypes.of(LaborPosting.class))
            .uid(TIMESHEET_UID)
            .name("Timesheet");

    return new Postings(
        deduplicated.union(registered),
        labor,
        deduplicated.getSideOutput(REFUSALS).union(registered.getSideOutput(REFUSALS)));
  }

  /**
   * What every environment that runs the pipeline is to be configured with: no types but those that
   * are described, no operator whose state could not be found again, a number of key groups that
   * does not change with the parallelism. Objects may be reused: nothing here changes one.
   */
  public static Configuration configuration() {
    return new Configuration()
        .set(PipelineOptions.GENERIC_TYPES, false)
        .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
        .set(PipelineOptions.MAX_PARALLELISM, 128)
        .set(PipelineOptions.OBJECT_REUSE, true);
  }

  private static String personOf(Fact fact) {
    return fact instanceof AllocationChanged allocation
        ? allocation.personId()
        : ((TicketChanged) fact).work().personId();
  }
}

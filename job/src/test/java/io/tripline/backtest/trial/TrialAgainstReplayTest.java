package io.tripline.backtest.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tripline.backtest.candidate.Candidate;
import io.tripline.ledger.InMemoryJob;
import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.ledger.fact.AllocationChanged;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.person.LaborPosting;
import io.tripline.ledger.plan.Plan;
import io.tripline.oracle.RandomHistory;
import io.tripline.oracle.RandomPlan;
import io.tripline.oracle.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Candidates that are run together, on books they share, say what each says that is run alone, as
 * the one plan of its service in the whole job.
 */
class TrialAgainstReplayTest {
  static List<Long> seeds() {
    return Seeds.of("trials", 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void togetherTheySayWhatEachSaysAlone(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    List<Candidate> candidates = candidates(history, new Random(seed));
    List<Trial> trials = Trial.of(candidates);
    assertThat(trials).hasSizeLessThan(candidates.size());
    Map<Integer, List<ServiceEvent>> together = new HashMap<>();
    for (Trial trial : trials) {
      run(history, trial, together);
    }
    for (Candidate candidate : candidates) {
      assertThat(together.getOrDefault(candidate.number(), List.of()))
          .as(candidate.name())
          .isEqualTo(alone(history, candidate).events());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aTrialsHoursAreTheLastRevisionsOfStatements(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    Candidate candidate = candidates(history, new Random(seed)).get(0);
    Map<Long, Statement> last = new TreeMap<>();
    alone(history, candidate).statements().stream()
        .filter(statement -> statement.serviceId().equals(candidate.serviceId()))
        .forEach(statement -> last.put(statement.hour(), statement));

    TrialRun run = run(history, Trial.of(List.of(candidate)).get(0), new HashMap<>());

    assertThat(run.hours()).isNotEmpty().containsExactlyElementsOf(last.values());
  }

  /** Each half of a split run says what a run of that half alone says, and comes to the same. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void halvesSayWhatRunsOfTheirOwnSay(long seed) {
    RandomHistory history = RandomHistory.of(seed);
    long from = from(history);
    long to = to(history);
    long split = history.slices().floor(from + (to - from) / 2);
    // All judge alike; one set of books has several of them.
    for (Trial trial : Trial.of(candidates(history, new Random(seed))).subList(0, 1)) {
      Said both = new Said();
      run(history, trial, from, to, split, both);
      Said first = new Said();
      run(history, trial, from, split, null, first);
      Said second = new Said();
      run(history, trial, split, to, null, second);

      assertThat(both.findings.stream().filter(f -> f.whole() && f.event().asOf() <= split))
          .extracting(Finding::candidate, Finding::event)
          .isEqualTo(said(first));
      assertThat(both.findings.stream().filter(Finding::outOfSample))
          .extracting(Finding::candidate, Finding::event)
          .isEqualTo(said(second));
      assertThat(both.of(Part.IN_SAMPLE)).isEqualTo(first.of(Part.WHOLE));
      assertThat(both.of(Part.OUT_OF_SAMPLE)).isEqualTo(second.of(Part.WHOLE));
    }
  }

  private static List<Tuple> said(Said run) {
    return run.findings.stream().map(f -> tuple(f.candidate(), f.event())).toList();
  }

  /** What a run says, and what it comes to. */
  private static final class Said {
    final List<Finding> findings = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();

    /** Without what says which part it is of. */
    List<Outcome> of(Part part) {
      return outcomes.stream()
          .filter(outcome -> outcome.part() == part)
          .map(
              o ->
                  new Outcome(
                      o.candidate(), Part.WHOLE, o.slice(), o.ticks(), o.targets(), o.trips()))
          .toList();
    }
  }

  /** The plans the history has, and some that differ from them more or less. */
  private static List<Candidate> candidates(RandomHistory history, Random random) {
    List<Candidate> candidates = new ArrayList<>();
    for (Fact fact : history.facts()) {
      if (fact instanceof PlanPublished published) {
        Plan plan = published.plan();
        add("own", plan, published.recordedAt(), candidates);
        RandomPlan others =
            new RandomPlan(random, plan.serviceId(), List.of(plan.calendar(), "always"));
        for (int i = 0; i < 3; i++) {
          Plan other = others.first(plan.version(), plan.effectiveFrom());
          add("other", other, published.recordedAt(), candidates);
          add("judging", judging(plan, other), published.recordedAt(), candidates);
        }
      }
    }
    return candidates;
  }

  private static void add(String name, Plan plan, long recordedAt, List<Candidate> candidates) {
    int number = candidates.size();
    candidates.add(
        new Candidate(number, name + "-" + number, "made up", "none", plan, recordedAt, Map.of()));
  }

  /** The books of one plan, judged by the targets and rules of another. */
  private static Plan judging(Plan books, Plan other) {
    return new Plan(
        books.serviceId(),
        books.version(),
        books.effectiveFrom(),
        other.name(),
        other.portfolio(),
        books.objective(),
        other.owners(),
        other.mayOverride(),
        books.calendar(),
        books.unit(),
        books.baseline(),
        books.feedSilence(),
        other.targets(),
        other.rules());
  }

  private static InMemoryJob.Result alone(RandomHistory history, Candidate candidate) {
    List<Fact> facts = new ArrayList<>(others(history, candidate.serviceId()));
    facts.add(
        new PlanPublished(
            new FactId("plans", candidate.serviceId() + "@" + candidate.plan().version()),
            candidate.recordedAt(),
            candidate.plan()));
    InMemoryJob.Result result =
        new InMemoryJob(history.settings()).run(facts, from(history), to(history));
    return new InMemoryJob.Result(
        result.events().stream()
            .filter(event -> event.serviceId().equals(candidate.serviceId()))
            .toList(),
        result.statements(),
        result.states(),
        result.postings(),
        result.ledgers());
  }

  private static long from(RandomHistory history) {
    long first = InMemoryJob.defaultFrom(history.slices(), history.facts());
    return history.seed() % 3 == 0
        ? history.slices().floor(first + (to(history) - first) / 3)
        : first;
  }

  private static long to(RandomHistory history) {
    return InMemoryJob.defaultTo(history.slices(), history.facts());
  }

  private static Collection<Fact> others(RandomHistory history, String service) {
    return history.facts().stream()
        .filter(f -> !(f instanceof PlanPublished) || !f.serviceId().equals(service))
        .toList();
  }

  private static TrialRun run(
      RandomHistory history, Trial trial, Map<Integer, List<ServiceEvent>> events) {
    Said said = new Said();
    TrialRun run = run(history, trial, from(history), to(history), null, said);
    said.findings.forEach(
        finding ->
            events
                .computeIfAbsent(finding.candidate(), unused -> new ArrayList<>())
                .add(finding.event()));
    return run;
  }

  private static TrialRun run(
      RandomHistory history, Trial trial, long from, long to, Long split, Said said) {
    String service = trial.serviceId();
    TreeMap<Long, List<Fact>> facts = new TreeMap<>();
    for (Fact fact : others(history, service)) {
      if (fact.serviceId().equals(service) && !(fact instanceof AllocationChanged)) {
        add(history, fact, facts);
      }
    }
    add(history, TrialJob.opening(trial).fact(), facts);
    facts.values().forEach(known -> known.sort(Fact.KNOWN_ORDER));
    Map<Long, List<LaborPosting>> postings =
        new InMemoryJob(history.settings()).run(history.facts(), from, to).postings();
    long first =
        Math.min(
            facts.firstKey(),
            postings.entrySet().stream()
                .filter(tick -> !of(service, tick.getValue()).isEmpty())
                .mapToLong(Map.Entry::getKey)
                .min()
                .orElse(Long.MAX_VALUE));
    TrialRun run = new TrialRun(history.settings(), trial);
    boolean isSplit = false;
    for (long tick = first; tick <= to; tick += history.slices().length()) {
      if (split != null && tick > split && !isSplit) {
        isSplit = true;
        run.split(said.outcomes::add);
      }
      run.tick(
          tick,
          facts.getOrDefault(tick, List.of()),
          of(service, postings.getOrDefault(tick, List.of())),
          tick > from,
          said.findings::add);
    }
    run.end(said.outcomes::add);
    return run;
  }

  private static void add(RandomHistory history, Fact fact, Map<Long, List<Fact>> facts) {
    facts
        .computeIfAbsent(
            history.slices().tickKnowing(fact.recordedAt()), unused -> new ArrayList<>())
        .add(fact);
  }

  private static List<LaborPosting> of(String service, List<LaborPosting> postings) {
    return postings.stream().filter(posting -> posting.serviceId().equals(service)).toList();
  }
}

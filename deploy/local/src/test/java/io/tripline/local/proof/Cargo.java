package io.tripline.local.proof;

import io.tripline.ledger.fact.Feed;
import io.tripline.local.story.Story;
import io.tripline.local.story.Told;
import io.tripline.schemas.FactType;
import io.tripline.schemas.RecordCodec;
import io.tripline.schemas.avro.AllocationChanged;
import io.tripline.schemas.avro.Baseline;
import io.tripline.schemas.avro.PlanPublished;
import io.tripline.schemas.avro.ReportedStatus;
import io.tripline.schemas.avro.StatusReported;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * All that is sent, in its order: a story's facts, some of them twice, bad records among them, and
 * a plan that changes on the way. All chance comes from a seed.
 *
 * @param facts what counts, in order of {@code recordedAt}
 * @param parcels all that is sent
 * @param bad which of them, by their place in the list, are bad, and how
 * @param again how many are facts that were sent before
 * @param dues what is to go wrong when
 */
record Cargo(
    List<Told> facts,
    List<Parcel> parcels,
    Map<Integer, BadRecord> bad,
    int again,
    List<Chaos.Due> dues) {
  private static final int BAD = 1000;
  private static final int AGAIN = 300;
  private static final int GREETINGS = 20;

  /** How many facts may stand between one and its copy. */
  private static final int COPY_WITHIN = 300;

  /** What is bad only because of facts of some time before. */
  private static final Set<BadRecord> LATER =
      Set.of(BadRecord.VERSION_NOT_HIGHER, BadRecord.IDENTITY_CHANGED, BadRecord.TOO_OLD);

  /** It comes after so many of a hundred facts. */
  private static final int SETTLED_PERCENT = 40;

  private static final String REPLANNED = "data-platform";

  /**
   * Packs what is to be sent.
   *
   * @param codecs in what framing a feed's topic has its facts
   */
  static Cargo of(Story story, long seed, Function<Feed, RecordCodec> codecs) {
    return new Packing(story, seed, codecs).pack();
  }

  private record Item(Instant known, Told fact, boolean again, BadRecord bad) {}

  private static final class Packing {
    private final Random random;
    private final List<Told> facts;
    private final List<Item> items = new ArrayList<>();
    private final Function<Feed, RecordCodec> codecs;
    private int ids;

    Packing(Story story, long seed, Function<Feed, RecordCodec> codecs) {
      this.random = new Random(seed);
      this.facts = new ArrayList<>(story.facts());
      this.codecs = codecs;
    }

    Cargo pack() {
      greet();
      mix();
      List<Chaos.Due> dues = dues();
      replan(dues);
      List<Parcel> parcels = new ArrayList<>();
      Map<Integer, BadRecord> bad = new TreeMap<>();
      for (Item item : items) {
        if (item.bad() != null) {
          bad.put(parcels.size(), item.bad());
          parcels.add(bad(item.bad(), item.known()));
        } else {
          parcels.add(good(item.fact(), item.known()));
        }
      }
      return new Cargo(List.copyOf(facts), List.copyOf(parcels), bad, AGAIN, dues);
    }

    /** An emoji is a good id. */
    private void greet() {
      for (int i = 0; i < GREETINGS; i++) {
        int at = random.nextInt(facts.size());
        Told before = facts.get(at);
        facts.add(
            at + 1,
            new Told(
                before.recordedAt(),
                before.serviceId(),
                new StatusReported(
                    "pmo",
                    "\uD83D\uDC4B" + i,
                    before.recordedAt(),
                    before.serviceId(),
                    ReportedStatus.GREEN,
                    "\uD83D\uDE80")));
      }
    }

    private void mix() {
      List<List<BadRecord>> badAt = new ArrayList<>();
      List<Integer> copiesAt = new ArrayList<>();
      for (int i = 0; i < facts.size(); i++) {
        badAt.add(new ArrayList<>());
        copiesAt.add(0);
      }
      int settled = facts.size() * SETTLED_PERCENT / 100;
      for (BadRecord kind : badRecords()) {
        int from = LATER.contains(kind) ? settled : 0;
        badAt.get(from + random.nextInt(facts.size() - from)).add(kind);
      }
      for (int i = 0; i < AGAIN; i++) {
        int at = random.nextInt(facts.size());
        copiesAt.set(at, copiesAt.get(at) + 1);
      }
      for (int i = 0; i < facts.size(); i++) {
        Instant known = facts.get(i).recordedAt();
        items.add(new Item(known, facts.get(i), false, null));
        for (BadRecord kind : badAt.get(i)) {
          items.add(new Item(known, null, false, kind));
        }
        for (int copy = 0; copy < copiesAt.get(i); copy++) {
          Told earlier = facts.get(i - random.nextInt(Math.min(i + 1, COPY_WITHIN)));
          items.add(new Item(known, earlier, true, null));
        }
      }
    }

    /** As many of each kind as there may be. */
    private static List<BadRecord> badRecords() {
      List<BadRecord> kinds = new ArrayList<>();
      for (int round = 0; kinds.size() < BAD; round++) {
        for (BadRecord kind : BadRecord.values()) {
          if (round < kind.most() && kinds.size() < BAD) {
            kinds.add(kind);
          }
        }
      }
      return kinds;
    }

    private List<Chaos.Due> dues() {
      List<Chaos.Calamity> order = new ArrayList<>(List.of(Chaos.Calamity.values()));
      Collections.shuffle(order, random);
      List<Chaos.Due> dues = new ArrayList<>();
      int stride = items.size() / (order.size() + 1);
      for (int i = 0; i < order.size(); i++) {
        dues.add(new Chaos.Due(order.get(i), stride / 2 + i * stride + random.nextInt(stride)));
      }
      return List.copyOf(dues);
    }

    /** The plan changes while the job is stopped for it. */
    private void replan(List<Chaos.Due> dues) {
      int at =
          dues.stream()
              .filter(due -> due.calamity() == Chaos.Calamity.PLAN_AND_JAR_CHANGED)
              .findFirst()
              .orElseThrow()
              .at();
      Instant known = items.get(at).known();
      PlanPublished plan = PlanPublished.newBuilder(plan()).build();
      plan.setEventId(REPLANNED + "@2");
      plan.setRecordedAt(known);
      plan.getPlan().setVersion(2);
      Baseline baseline = plan.getPlan().getBaseline();
      baseline.setUnitsPerWeek(baseline.getUnitsPerWeek().multiply(BigDecimal.valueOf(2)));
      Told told = new Told(known, REPLANNED, plan);
      items.add(at, new Item(known, told, false, null));
      facts.add(told);
      facts.sort(java.util.Comparator.comparing(Told::recordedAt));
    }

    private PlanPublished plan() {
      return first(PlanPublished.class, REPLANNED);
    }

    private <T> T first(Class<T> type, String service) {
      return facts.stream()
          .filter(told -> told.serviceId().equals(service))
          .map(Told::fact)
          .filter(type::isInstance)
          .map(type::cast)
          .findFirst()
          .orElseThrow();
    }

    private Parcel good(Told told, Instant known) {
      Feed feed = Feed.valueOf(FactType.of(told.fact()).orElseThrow().feed().name());
      return Parcel.of(known, feed, utf8(told.serviceId()), codecs.apply(feed).encode(told.fact()));
    }

    private Parcel bad(BadRecord kind, Instant known) {
      String id = "bad-" + ids++;
      RecordHeaders headers = new RecordHeaders();
      headers.add("kind", utf8(kind.name()));
      headers.add("nothing", null);
      headers.add("kind", utf8(id));
      byte[] key = random.nextBoolean() ? utf8(id) : null;
      return new Parcel(known, kind.feed(), key, kind.value(new Making(kind, id, known)), headers);
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Making implements BadRecord.Making {
      private final BadRecord kind;
      private final String id;
      private final Instant known;

      Making(BadRecord kind, String id, Instant known) {
        this.kind = kind;
        this.id = id;
        this.known = known;
      }

      @Override
      public Random random() {
        return random;
      }

      @Override
      public Instant known() {
        return known;
      }

      @Override
      public String id() {
        return id;
      }

      @Override
      public AllocationChanged allocated() {
        return first(AllocationChanged.class, REPLANNED);
      }

      @Override
      public PlanPublished plan() {
        return Packing.this.plan();
      }

      @Override
      public byte[] encoded(SpecificRecord fact) {
        return codecs.apply(kind.feed()).encode(fact);
      }
    }
  }
}

package io.tripline.backtest.hindsight;

import io.tripline.ledger.Slices;
import io.tripline.ledger.admission.CountedIdentities;
import io.tripline.ledger.admission.Deduplication;
import io.tripline.ledger.admission.Identity;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.ledger.inmemory.MapShelf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Finds out which facts stand in the end: those that count, and of work and allocations the last
 * version. Admission is the ledger's own; only its objection that a fact comes too late is
 * overruled, where it would not have come too late had it been known in time.
 *
 * <p>Remembers as long as the ledger does: identities for some weeks of known time, versions for 90
 * days; and a bit for each fact.
 */
final class Standing {
  private static final int BUCKETS = 256;

  private final Slices slices;
  private final ToLongFunction<Fact> knownNow;
  private final Taker taker;
  private final List<CountedIdentities> counted = new ArrayList<>();
  private final Map<String, Version> versions = new HashMap<>();
  private final BitSet standing = new BitSet();
  private int number;
  private long day = Long.MIN_VALUE;

  /** Is told what becomes of facts. */
  interface Taker {
    /** A version does not stand. */
    void replaced(Fact by);

    /** A fact counts that did not. */
    void tooOld(Fact fact);
  }

  /** The last version of something, and its number. */
  private record Version(UpsertRegister.Known known, int number) {}

  /**
   * @param knownNow when a fact is known, as known now
   */
  Standing(Slices slices, ToLongFunction<Fact> knownNow, Taker taker) {
    this.slices = slices;
    this.knownNow = knownNow;
    this.taker = taker;
    for (int i = 0; i < BUCKETS; i++) {
      counted.add(new CountedIdentities(new MapShelf<>()));
    }
  }

  /** Takes in the next fact, in known order. */
  void take(Fact fact) {
    forget(fact.recordedAt());
    long tick = slices.tickKnowing(fact.recordedAt());
    if (counts(fact, tick)) {
      String key = fact instanceof PlanPublished ? null : UpsertRegister.key(fact);
      if (key == null) {
        standing.set(number);
      } else {
        version(key, fact, tick);
      }
    }
    number++;
  }

  /**
   * Ends the taking in.
   *
   * @return the numbers of the facts that stand, counted from 0 in known order
   */
  BitSet end() {
    versions.values().forEach(version -> standing.set(version.number()));
    versions.clear();
    return standing;
  }

  private boolean counts(Fact fact, long tick) {
    CountedIdentities identities = counted.get(Identity.bucket(fact, BUCKETS));
    return switch (new Deduplication(identities).decide(fact, tick).kind()) {
      case COUNTS -> true;
      case DUPLICATE -> false;
      case REFUSED -> {
        identities.add(Identity.of(fact), fact.recordedAt());
        taker.tooOld(fact);
        yield true;
      }
    };
  }

  private void version(String key, Fact fact, long tick) {
    Version before = versions.get(key);
    UpsertRegister.Known known = before == null ? null : before.known();
    UpsertRegister.Verdict verdict = UpsertRegister.judge(fact, known, tick);
    if (verdict.objection() != null && verdict.objection().reason() == RefusalReason.TOO_OLD) {
      long now = slices.tickKnowing(knownNow.applyAsLong(fact));
      verdict = UpsertRegister.judge(fact, known, now);
      if (verdict.objection() == null) {
        taker.tooOld(fact);
      }
    }
    if (verdict.objection() != null) {
      return;
    }
    if (before != null && before.known().until() >= tick) {
      taker.replaced(fact);
    } else if (before != null) {
      standing.set(before.number()); // Forgotten: the same name stands for something else now.
    }
    versions.put(key, new Version(verdict.known(), number));
  }

  private void forget(long recordedAt) {
    long today = Math.floorDiv(recordedAt, Slices.DAY);
    if (today == day) {
      return;
    }
    day = today;
    counted.forEach(identities -> identities.forgetBefore(today * Slices.DAY));
    Iterator<Version> all = versions.values().iterator();
    while (all.hasNext()) {
      Version version = all.next();
      if (version.known().until() < today * Slices.DAY) {
        standing.set(version.number());
        all.remove();
      }
    }
  }
}

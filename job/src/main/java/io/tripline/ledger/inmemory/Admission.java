package io.tripline.ledger.inmemory;

import io.tripline.ledger.admission.CountedIdentities;
import io.tripline.ledger.admission.Deduplication;
import io.tripline.ledger.admission.KnownOrder;
import io.tripline.ledger.admission.Objection;
import io.tripline.ledger.admission.UpsertRegister;
import io.tripline.ledger.fact.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Decides which facts count, as the pipeline's deduplication and its register do, in this order.
 */
final class Admission {
  private final CountedIdentities counted = new CountedIdentities(new MapShelf<>());
  private final Deduplication deduplication = new Deduplication(counted);
  private final Map<String, UpsertRegister.Known> register = new HashMap<>();

  /**
   * Those that count of what became known at a tick, in known order. A duplicate is passed over.
   *
   * @param refusals told which fact is refused, and why
   */
  List<Fact> admit(long tick, List<Fact> known, BiConsumer<Fact, Objection> refusals) {
    List<Fact> inOrder = new ArrayList<>(known);
    inOrder.sort(KnownOrder.INSTANCE);
    List<Fact> admitted = new ArrayList<>();
    for (Fact fact : inOrder) {
      Deduplication.Verdict verdict = deduplication.decide(fact, tick);
      if (verdict.kind() != Deduplication.Kind.DUPLICATE) {
        Objection objection =
            verdict.objection() == null ? judgeVersion(fact, tick) : verdict.objection();
        if (objection == null) {
          admitted.add(fact);
        } else {
          refusals.accept(fact, objection);
        }
      }
    }
    counted.forgetBefore(tick);
    return admitted;
  }

  private Objection judgeVersion(Fact fact, long tick) {
    String key = UpsertRegister.key(fact);
    if (key == null) {
      return null;
    }
    UpsertRegister.Verdict verdict = UpsertRegister.judge(fact, register.get(key), tick);
    register.put(key, verdict.known());
    return verdict.objection();
  }
}

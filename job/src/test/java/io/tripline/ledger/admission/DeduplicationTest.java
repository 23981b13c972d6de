package io.tripline.ledger.admission;

import static io.tripline.ledger.admission.Given.DAY;
import static io.tripline.ledger.admission.Given.SLICES;
import static io.tripline.ledger.admission.Given.T0;
import static io.tripline.ledger.admission.Given.cost;
import static io.tripline.ledger.admission.Given.handOff;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.admission.Deduplication.Kind;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.inmemory.MapShelf;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
  private final Deduplication deduplication =
      new Deduplication(new CountedIdentities(new MapShelf<>()));

  @Test
  void theFirstCountsWhateverTheOthersSay() {
    assertThat(decide(cost("erp", "c-1", T0, 1))).isEqualTo(Kind.COUNTS);
    assertThat(decide(cost("erp", "c-1", T0, 1))).isEqualTo(Kind.DUPLICATE);
    assertThat(decide(cost("erp", "c-1", T0 + DAY, 2))).isEqualTo(Kind.DUPLICATE);
    assertThat(decide(cost("crm", "c-1", T0 + DAY, 2))).isEqualTo(Kind.COUNTS);
  }

  @Test
  void distanceIsFromTheFactThatCountedNotFromItsDuplicates() {
    decide(cost("erp", "c-1", T0, 1));
    assertThat(decide(cost("erp", "c-1", T0 + 6 * DAY, 1))).isEqualTo(Kind.DUPLICATE);
    assertThat(decide(cost("erp", "c-1", T0 + 7 * DAY + 1, 1))).isEqualTo(Kind.COUNTS);
    assertThat(decide(cost("erp", "c-1", T0 + 14 * DAY, 1))).isEqualTo(Kind.DUPLICATE);
  }

  @Test
  void aLateFactIsADuplicateOfOneRecordedAfterIt() {
    decide(cost("erp", "c-1", T0, 1));

    assertThat(deduplication.decide(cost("erp", "c-1", T0 - 3 * DAY, 1), T0 + DAY).kind())
        .isEqualTo(Kind.DUPLICATE);
  }

  @Test
  void aHandOffTooLongAgoIsRefusedAndNotRemembered() {
    long tick = SLICES.tickKnowing(T0);
    Fact tooOld = handOff("t-1", T0, tick - 8 * DAY - 1);

    Deduplication.Verdict verdict = deduplication.decide(tooOld, tick);

    assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
    assertThat(verdict.objection().reason()).isEqualTo(RefusalReason.TOO_OLD);
    assertThat(verdict.objection().message()).contains("occurredAt 2025-12-28T00:04:59.999Z");
    assertThat(deduplication.decide(handOff("t-1", T0, tick - 8 * DAY), tick).kind())
        .isEqualTo(Kind.COUNTS);
    assertThat(deduplication.decide(tooOld, tick).kind()).isEqualTo(Kind.DUPLICATE);
  }

  private Kind decide(Fact fact) {
    return deduplication.decide(fact, SLICES.tickKnowing(fact.recordedAt())).kind();
  }
}

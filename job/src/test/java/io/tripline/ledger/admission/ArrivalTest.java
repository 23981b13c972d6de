package io.tripline.ledger.admission;

import static io.tripline.ledger.admission.Given.DAY;
import static io.tripline.ledger.admission.Given.MINUTE;
import static io.tripline.ledger.admission.Given.SLICES;
import static io.tripline.ledger.admission.Given.T0;
import static io.tripline.ledger.admission.Given.cost;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrivalTest {
  @Test
  void aFactIsKnownAtTheFirstTickAfterIt() {
    assertThat(arrival(T0, Long.MIN_VALUE)).isEqualTo(new Arrival(T0 + 5 * MINUTE, false, null));
    assertThat(arrival(T0 - 1, Long.MIN_VALUE)).isEqualTo(new Arrival(T0, false, null));
  }

  @Test
  void aheadOfItsTickItWaitsForIt() {
    assertThat(arrival(T0 + DAY, T0)).isEqualTo(new Arrival(T0 + DAY + 5 * MINUTE, false, null));
  }

  @Test
  void behindTheWatermarkButBeforeItsTickItIsInTime() {
    assertThat(arrival(T0, T0 + 4 * MINUTE).late()).isFalse();
    assertThat(arrival(T0, T0 + 5 * MINUTE - 2).late()).isFalse();
  }

  @Test
  void onceTheWatermarkHasPassedTheLastInstantBeforeItsTickItCountsAtTheNext() {
    assertThat(arrival(T0, T0 + 5 * MINUTE - 1))
        .isEqualTo(new Arrival(T0 + 10 * MINUTE, true, null));
    assertThat(arrival(T0, T0 + 3 * DAY))
        .isEqualTo(new Arrival(T0 + 3 * DAY + 5 * MINUTE, true, null));
  }

  @Test
  void moreThanSevenDaysBehindTheWatermarkItIsRefused() {
    assertThat(arrival(T0, T0 + 7 * DAY).objection()).isNull();

    Objection objection = arrival(T0, T0 + 7 * DAY + 1).objection();
    assertThat(objection.reason()).isEqualTo(RefusalReason.TOO_OLD);
    assertThat(objection.message())
        .contains("recordedAt 2026-01-05T00:00:00Z", "under a new recordedAt");
  }

  private static Arrival arrival(long recordedAt, long watermark) {
    return Arrival.of(cost("erp", "c-1", recordedAt, 1), watermark, SLICES);
  }
}

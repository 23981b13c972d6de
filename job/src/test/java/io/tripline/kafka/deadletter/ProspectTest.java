package io.tripline.kafka.deadletter;

import static io.tripline.kafka.deadletter.Letters.REFUSED;
import static io.tripline.kafka.deadletter.Letters.bytes;
import static io.tripline.kafka.deadletter.Letters.filed;
import static io.tripline.kafka.deadletter.Letters.ofCost;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.CostCategory;
import io.tripline.schemas.avro.CostRecorded;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProspectTest {
  private final Prospect prospect =
      new Prospect(JobConfiguration.defaults("broker:9092"), () -> REFUSED);

  @Test
  void nothingSpeaksAgainstWhatTheJobWouldTakeNow() {
    assertThat(objection(cost("USD", REFUSED.minus(Duration.ofDays(7))))).isEmpty();
  }

  @Test
  void whatIsGarbageStaysGarbage() {
    assertThat(objection(bytes("{}")))
        .hasValueSatisfying(why -> assertThat(why).startsWith("UNREADABLE: "));
    assertThat(objection(null))
        .hasValueSatisfying(why -> assertThat(why).startsWith("UNREADABLE: "));
  }

  @Test
  void whatIsWrongInItselfStaysWrong() {
    assertThat(objection(cost("EUR", REFUSED)).orElseThrow()).startsWith("WRONG_CURRENCY: ");
  }

  @Test
  void whatIsTooLongForTheJobIsNotEvenRead() {
    assertThat(objection(new byte[(1 << 20) + 1]).orElseThrow())
        .isEqualTo("TOO_LARGE: 1048577 bytes, and the job reads none longer than 1048576");
  }

  @Test
  void whatIsTooOldGrowsNoYounger() {
    assertThat(
            objection(cost("USD", REFUSED.minus(Duration.ofDays(7)).minusMillis(1))).orElseThrow())
        .startsWith("TOO_OLD: recorded at 2026-02-23T09:59:59.999Z");
  }

  @Test
  void whatIsAheadOfTheClockWaitsForIt() {
    assertThat(objection(cost("USD", REFUSED.plus(Duration.ofMinutes(10))))).isEmpty();
    assertThat(
            objection(cost("USD", REFUSED.plus(Duration.ofMinutes(10)).plusMillis(1)))
                .orElseThrow())
        .startsWith("TOO_FAR_AHEAD: recorded at 2026-03-02T10:10:00.001Z");
  }

  @Test
  void aTopicOfAnotherFeedDoesNotCarryIt() {
    FiledLetter letter = filed(1, ofCost(1, cost("USD", REFUSED)));

    assertThat(prospect.objection(letter, "tripline.ticket").orElseThrow())
        .startsWith("UNKNOWN_TYPE: it is a CostRecorded");
  }

  @Test
  void whatCanBeReadIsShown() {
    assertThat(prospect.record(filed(1, ofCost(1, cost("EUR", REFUSED)))))
        .containsInstanceOf(CostRecorded.class);
    assertThat(prospect.record(filed(1, ofCost(1, bytes("?"))))).isEmpty();
  }

  private Optional<String> objection(byte[] payload) {
    return prospect.objection(filed(1, ofCost(1, payload)), "tripline.cost");
  }

  private static byte[] cost(String currency, Instant recordedAt) {
    return new SingleObjectCodec()
        .encode(
            CostRecorded.newBuilder()
                .setSource("erp")
                .setEventId("c-1")
                .setRecordedAt(recordedAt)
                .setServiceId("s")
                .setCategory(CostCategory.CLOUD)
                .setAmount(new BigDecimal("1.000000"))
                .setCurrency(currency)
                .setChargePeriodStart(recordedAt)
                .setChargePeriodEnd(recordedAt)
                .build());
  }
}

package io.tripline.kafka.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.RecordSizes;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Refusal;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.DeadLetter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final byte[] KEY = {1, 2};
  private static final int AROUND = 1024;

  @Test
  void theLongestRecordOfAFeedIsKeptWholeAndFitsWhereItIsWritten() {
    Refusal refusal = refusal(new byte[RecordSizes.FACTS]);

    DeadLetter letter = DeadLetters.of(refusal);

    assertThat(letter.getPayload().remaining()).isEqualTo(RecordSizes.FACTS);
    assertThat(DeadLetters.key(refusal)).isEqualTo(KEY);
    assertThat(new SingleObjectCodec().encode(letter).length + AROUND)
        .isLessThan(RecordSizes.RESULTS);
  }

  @Test
  void ofALongerOneItIsSaidWhereItStands() {
    Refusal refusal = refusal(new byte[RecordSizes.KEPT + 1]);

    DeadLetter letter = DeadLetters.of(refusal);

    assertThat(letter.getPayload()).isNull();
    assertThat(letter.getKey()).isNull();
    assertThat(DeadLetters.key(refusal)).isNull();
    assertThat(letter.getMessage())
        .startsWith("why; its " + refusal.original().length + " bytes are too many to be kept");
    assertThat(letter.getTopic()).isEqualTo("tripline.cost");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(7);
  }

  private static Refusal refusal(byte[] value) {
    return new Refusal(
        Feed.COST,
        null,
        MessageOrigin.of("tripline.cost", 3, 7),
        new Message(KEY, List.of(), value).pack(),
        RefusalReason.UNREADABLE,
        null,
        "why");
  }
}

package io.tripline.kafka.deadletter;

import static io.tripline.kafka.deadletter.Letters.bytes;
import static io.tripline.kafka.deadletter.Letters.filed;
import static io.tripline.kafka.deadletter.Letters.ofCost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.schemas.avro.Header;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RedriveTest {
  private static final byte[] GARBAGE = {0, (byte) 0xC3, 1, (byte) 0xFF};

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final List<String> sent = new ArrayList<>();

  @Test
  void bytesKeyHeadersAndPartitionAreThoseOfTheRecordThatWasRefused() {
    Header trace = new Header("trace", ByteBuffer.wrap(bytes("abc")));
    Header empty = new Header("empty", null);
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(7, ofCost(5, GARBAGE, trace, empty)));
      redrive.commit();
    }

    ProducerRecord<byte[], byte[]> fact = producer.history().get(0);
    assertThat(fact.topic()).isEqualTo("tripline.cost");
    assertThat(fact.partition()).isEqualTo(2);
    assertThat(fact.key()).isEqualTo(bytes("a key"));
    assertThat(fact.value()).isEqualTo(GARBAGE);
    assertThat(text(fact.headers(), "trace")).isEqualTo("abc");
    assertThat(fact.headers().lastHeader("empty").value()).isNull();
    assertThat(text(fact.headers(), RedriveMark.FROM)).isEqualTo("tripline.dead-letters-0@7");
    assertThat(text(fact.headers(), RedriveMark.COUNT)).isEqualTo("1");
    assertThat(sent).containsExactly("tripline.dead-letters-0@7 -> tripline.cost");
  }

  @Test
  void theMarkStandsBehindTheLetterInTheSameTransaction() {
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(7, ofCost(5, GARBAGE)));

      assertThat(producer.history()).isEmpty();
      assertThat(sent).isEmpty();
      redrive.commit();
    }

    ProducerRecord<byte[], byte[]> mark = producer.history().get(1);
    assertThat(mark.topic()).isEqualTo(Letters.BOX);
    assertThat(mark.partition()).isZero();
    assertThat(mark.value()).isNull();
    assertThat(text(mark.headers(), RedriveMark.REDRIVEN)).isEqualTo("tripline.dead-letters-0@7");
    assertThat(producer.commitCount()).isEqualTo(1);
  }

  @Test
  void itCountsOnWhereTheRecordHadBeenSentAgainBefore() {
    Header twice = new Header(RedriveMark.COUNT, ByteBuffer.wrap(bytes("2")));
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(7, ofCost(5, GARBAGE, twice), 1));
      redrive.commit();
    }

    Headers headers = producer.history().get(0).headers();
    assertThat(headers.headers(RedriveMark.COUNT)).hasSize(1);
    assertThat(text(headers, RedriveMark.COUNT)).isEqualTo("4");
  }

  @Test
  void anotherTopicTakesItWhereItsKeyBelongs() {
    try (Redrive redrive = redrive("tripline.ticket")) {
      redrive.send(filed(7, ofCost(5, GARBAGE)));
      redrive.commit();
    }

    assertThat(producer.history().get(0).topic()).isEqualTo("tripline.ticket");
    assertThat(producer.history().get(0).partition()).isNull();
  }

  @Test
  void aRecordWithoutValueIsSentWithoutOne() {
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(7, ofCost(5, null)));
      redrive.commit();
    }

    assertThat(producer.history().get(0).value()).isNull();
  }

  @Test
  void manyAreCommittedSomeAtATime() {
    try (Redrive redrive = redrive(null)) {
      for (int i = 0; i < 501; i++) {
        redrive.send(filed(i, ofCost(i, GARBAGE)));
      }
      assertThat(sent).hasSize(500);

      redrive.commit();
      assertThat(sent).hasSize(501);
    }
    assertThat(producer.commitCount()).isEqualTo(2);
  }

  @Test
  void largeOnesAreCommittedSooner() {
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(1, ofCost(1, new byte[9 << 20])));
      assertThat(sent).isEmpty();

      redrive.send(filed(2, ofCost(2, new byte[9 << 20])));
      assertThat(sent).hasSize(2);
    }
  }

  @Test
  void whatWasNotCommittedIsGivenUp() {
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(7, ofCost(5, GARBAGE)));
    }

    assertThat(producer.history()).isEmpty();
    assertThat(producer.transactionAborted()).isTrue();
    assertThat(producer.closed()).isTrue();
    assertThat(sent).isEmpty();
  }

  @Test
  void whoIsOvertakenByAnotherSaysNothingOfWhatItCouldNotCommit() {
    try (Redrive redrive = redrive(null)) {
      redrive.send(filed(7, ofCost(5, GARBAGE)));
      producer.fenceProducer();

      assertThatThrownBy(redrive::commit).isInstanceOf(ProducerFencedException.class);
    }
    assertThat(producer.closed()).isTrue();
    assertThat(sent).isEmpty();
    assertThat(producer.history()).isEmpty();
  }

  private Redrive redrive(String otherTopic) {
    return new Redrive(
        producer, otherTopic, (filed, now) -> sent.add(filed.place() + " -> " + now.topic()));
  }

  private static String text(Headers headers, String key) {
    return new String(headers.lastHeader(key).value(), StandardCharsets.UTF_8);
  }
}

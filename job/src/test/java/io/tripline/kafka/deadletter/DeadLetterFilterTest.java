package io.tripline.kafka.deadletter;

import static io.tripline.kafka.deadletter.Letters.REFUSED;
import static io.tripline.kafka.deadletter.Letters.bytes;
import static io.tripline.kafka.deadletter.Letters.filed;
import static io.tripline.kafka.deadletter.Letters.ofCost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripline.ledger.fact.Feed;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterFilterTest {
  private final FiledLetter filed = filed(7, ofCost(5, bytes("?")));

  @Test
  void allIsAll() {
    assertThat(DeadLetterFilter.ALL).accepts(filed);
  }

  @Test
  void everyConditionCountsAndAnyOfItsValuesDoes() {
    assertThat(filter(Set.of("UNREADABLE", "TOO_OLD"), Set.of(), Set.of())).accepts(filed);
    assertThat(filter(Set.of("TOO_OLD"), Set.of(), Set.of())).rejects(filed);
    assertThat(filter(Set.of(), Set.of(Feed.COST), Set.of("tripline.cost"))).accepts(filed);
    assertThat(filter(Set.of(), Set.of(Feed.TICKET), Set.of("tripline.cost"))).rejects(filed);
    assertThat(filter(Set.of(), Set.of(Feed.COST), Set.of("tripline.ticket"))).rejects(filed);
  }

  @Test
  void timesHoldTheirStartAndNotTheirEnd() {
    assertThat(between(REFUSED, REFUSED.plusMillis(1))).accepts(filed);
    assertThat(between(REFUSED.plusMillis(1), null)).rejects(filed);
    assertThat(between(null, REFUSED)).rejects(filed);
  }

  @Test
  void itIsKnownByItsOwnPlaceAndByThatOfTheRecord() {
    assertThat(DeadLetterFilter.at(RecordPlace.parse("tripline.dead-letters-0@7"))).accepts(filed);
    assertThat(DeadLetterFilter.at(RecordPlace.parse("tripline.cost-2@5"))).accepts(filed);
    assertThat(DeadLetterFilter.at(RecordPlace.parse("tripline.cost-2@7"))).rejects(filed);
  }

  @Test
  void aPlaceIsReadAsItIsWritten() {
    assertThat(RecordPlace.parse("a-b.c-12@345")).isEqualTo(new RecordPlace("a-b.c", 12, 345));
    assertThat(new RecordPlace("a-b.c", 12, 345)).hasToString("a-b.c-12@345");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a-1", "a@1", "-1@1", "a-1@-1", "a-1@99999999999999999999"})
  void whatIsNoPlaceIsRefused(String text) {
    assertThatThrownBy(() -> RecordPlace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TOPIC-PARTITION@OFFSET");
  }

  private static DeadLetterFilter filter(Set<String> reasons, Set<Feed> feeds, Set<String> topics) {
    return new DeadLetterFilter(reasons, feeds, topics, null, null, Set.of());
  }

  private static DeadLetterFilter between(Instant from, Instant to) {
    return new DeadLetterFilter(Set.of(), Set.of(), Set.of(), from, to, Set.of());
  }
}

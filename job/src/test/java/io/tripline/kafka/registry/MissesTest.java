package io.tripline.kafka.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MissesTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Misses<Integer> misses = new Misses<>(Duration.ofSeconds(10), now::get);

  @Test
  void areForgottenAfterAWhile() {
    misses.add(1, "one");
    now.set(Instant.ofEpochSecond(5));
    misses.add(2, "two");
    now.set(Instant.ofEpochMilli(9_999));
    assertThat(misses.of(1)).contains("one");
    now.set(Instant.ofEpochSecond(10));
    assertThat(misses.of(1)).isEmpty();
    assertThat(misses.of(2)).contains("two");
    assertThat(misses.none()).isFalse();
    now.set(Instant.ofEpochSecond(15));
    assertThat(misses.none()).isTrue();
  }

  @Test
  void areRememberedAnewWhereTheyHappenAgain() {
    misses.add(1, "one");
    now.set(Instant.ofEpochSecond(5));
    misses.add(1, "one again");
    now.set(Instant.ofEpochSecond(14));
    assertThat(misses.of(1)).contains("one again");
  }

  @Test
  void ofVeryManyTheOldestAreForgotten() {
    for (int i = 0; i <= 10_000; i++) {
      misses.add(i, "missed");
    }
    assertThat(misses.of(0)).isEmpty();
    assertThat(misses.of(1)).isPresent();
    assertThat(misses.of(10_000)).isPresent();
  }
}

package io.tripline.ledger.admission;

import static io.tripline.ledger.admission.Given.DAY;
import static io.tripline.ledger.admission.Given.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.inmemory.MapShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedIdentitiesTest {
  private final MapShelf<Long, long[]> shelf = new MapShelf<>();
  private final CountedIdentities counted = new CountedIdentities(shelf);

  @Test
  void sevenDaysApartIsNearAndAMillisecondMoreIsNot() {
    Identity identity = identity(1);
    counted.add(identity, T0);

    assertThat(counted.hasNear(identity, T0)).isTrue();
    assertThat(counted.hasNear(identity, T0 + 7 * DAY)).isTrue();
    assertThat(counted.hasNear(identity, T0 + 7 * DAY + 1)).isFalse();
    assertThat(counted.hasNear(identity, T0 - 7 * DAY)).isTrue();
    assertThat(counted.hasNear(identity, T0 - 7 * DAY - 1)).isFalse();
    assertThat(counted.hasNear(identity(2), T0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void agreesWithAListOfEverything(long seed) {
    Random random = new Random(seed);
    record Seen(Identity identity, long recordedAt) {}
    List<Seen> all = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      Identity identity = identity(random.nextInt(120));
      long recordedAt = T0 + i * DAY / 100 - random.nextLong(7 * DAY);
      boolean near =
          all.stream()
              .anyMatch(
                  seen ->
                      seen.identity().equals(identity)
                          && Math.abs(seen.recordedAt() - recordedAt) <= 7 * DAY);
      assertThat(counted.hasNear(identity, recordedAt))
          .as("seed %s, fact %s", seed, i)
          .isEqualTo(near);
      if (!near) {
        all.add(new Seen(identity, recordedAt));
        counted.add(identity, recordedAt);
      }
      counted.forgetBefore(T0 + i * DAY / 100);
    }
    assertThat(shelf.contents()).hasSizeLessThan(24);
  }

  @Test
  void aGenerationGoesWholeAndOnlyWhenNothingCanBeComparedWithItAnyMore() {
    counted.add(identity(1), T0);
    counted.add(identity(2), T0 + DAY - 1);
    long forgettable = CountedIdentities.forgettableFrom(T0);

    counted.forgetBefore(forgettable - DAY);
    assertThat(shelf.contents()).hasSize(1);

    counted.forgetBefore(forgettable);
    assertThat(shelf.contents()).isEmpty();
    assertThat(forgettable).isEqualTo(CountedIdentities.forgettableFrom(T0 + DAY - 1));
    assertThat(forgettable).isGreaterThan(T0 + DAY + 14 * DAY);
  }

  @Test
  void anIdentityTakesTwentyFourBytes() {
    for (int i = 0; i < 100; i++) {
      counted.add(identity(i), T0 + i);
    }

    assertThat(shelf.contents().values()).singleElement().isEqualTo(shelf.get(T0 / DAY));
    assertThat(shelf.get(T0 / DAY)).hasSize(100 * 24 / Long.BYTES);
  }

  private static Identity identity(int number) {
    return Identity.of(Feed.COST, new FactId("erp", "c-" + number));
  }
}

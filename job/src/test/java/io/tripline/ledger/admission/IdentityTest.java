package io.tripline.ledger.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.fact.FactId;
import io.tripline.ledger.fact.Feed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void dependsOnFeedSourceAndEventIdAndWhereOneEnds() {
    Identity identity = Identity.of(Feed.COST, new FactId("ab", "c"));

    assertThat(Identity.of(Feed.COST, new FactId("ab", "c"))).isEqualTo(identity);
    assertThat(Identity.of(Feed.TICKET, new FactId("ab", "c"))).isNotEqualTo(identity);
    assertThat(Identity.of(Feed.COST, new FactId("a", "bc"))).isNotEqualTo(identity);
    assertThat(Identity.of(Feed.COST, new FactId("ab", "d"))).isNotEqualTo(identity);
  }

  @Test
  void isTheSameInEveryReleaseBecauseSavepointsHoldIt() {
    // printf 'COST\0\0\0\3erpc-1' | sha256sum
    assertThat(Identity.of(Feed.COST, new FactId("erp", "c-1")))
        .isEqualTo(new Identity(0x640811b4fc83c8efL, 0xc296f50f2a780ba0L));
  }

  @Test
  void spreadsNamesThatDifferInTheirLastDigitsEvenlyOverBuckets() {
    Integer[] counts = new Integer[16];
    Arrays.fill(counts, 0);
    for (int i = 0; i < 16_000; i++) {
      counts[Identity.bucket(Given.cost("erp", "c-" + i, 0, 0), counts.length)]++;
    }

    assertThat(counts).allMatch(count -> count > 800 && count < 1_200);
  }
}

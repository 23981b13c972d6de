package io.tripline.ledger.admission;

import static io.tripline.ledger.admission.Given.T0;
import static io.tripline.ledger.admission.Given.cost;
import static io.tripline.ledger.admission.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.ledger.fact.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownOrderTest {
  @Test
  void isByKnownTimeThenEventIdThenSourceThenContent() {
    List<Fact> ordered =
        List.of(
            cost("b", "2", T0, 5),
            cost("b", "1", T0 + 1, 5),
            cost("a", "2", T0 + 1, 5),
            cost("b", "2", T0 + 1, 5),
            cost("b", "2", T0 + 1, 6));
    List<Fact> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(1));

    shuffled.sort(KnownOrder.INSTANCE);

    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void doesNotDependOnTheOrderInWhichAMapIsGoneThrough() {
    Fact oneWay = plan("a", 1, map("x", "1", "y", "2"));
    Fact otherWay = plan("a", 1, map("y", "2", "x", "1"));
    Fact another = plan("a", 1, map("y", "2", "x", "3"));

    assertThat(KnownOrder.INSTANCE.compare(oneWay, otherWay)).isZero();
    assertThat(KnownOrder.INSTANCE.compare(oneWay, another)).isNegative();
    assertThat(KnownOrder.INSTANCE.compare(another, otherWay)).isPositive();
  }

  private static Map<String, String> map(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}

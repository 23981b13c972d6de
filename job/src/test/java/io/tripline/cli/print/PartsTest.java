package io.tripline.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.schemas.avro.Leaf;
import io.tripline.schemas.avro.LeafName;
import io.tripline.schemas.avro.LeafUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void whatRoundingLosesGoesToTheLargest() {
    Parts parts = Parts.of(leaves("-323.974", "-323.974", "-0.014"));

    assertThat(parts.sum()).isEqualByComparingTo("-647.96");
    assertThat(parts.amounts())
        .containsExactly(
            new BigDecimal("-323.98"), new BigDecimal("-323.97"), new BigDecimal("-0.01"));
  }

  @Test
  void whatIsPrintedAlwaysSums() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      List<String> amounts = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(9); i++) {
        amounts.add(BigDecimal.valueOf(random.nextInt(), 1 + random.nextInt(6)).toPlainString());
      }
      Parts parts = Parts.of(leaves(amounts.toArray(String[]::new)));
      assertThat(parts.amounts().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
          .as("round %s of seed 1: %s", round, amounts)
          .isEqualByComparingTo(parts.sum());
    }
  }

  private static List<Leaf> leaves(String... amounts) {
    List<Leaf> leaves = new ArrayList<>();
    for (String amount : amounts) {
      leaves.add(
          new Leaf(LeafName.OTHER, null, new BigDecimal(amount).setScale(6), LeafUnit.MONEY));
    }
    return leaves;
  }
}

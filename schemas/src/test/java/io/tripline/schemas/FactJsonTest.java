package io.tripline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactJsonTest {
  private static final int RECORDS = 500;

  @ParameterizedTest
  @EnumSource(value = FactType.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAN_PUBLISHED")
  void whatIsWrittenIsReadBack(FactType type) throws FormatException {
    Schema schema = SpecificData.get().getSchema(type.recordClass());
    for (long seed = 1; seed <= RECORDS; seed++) {
      SpecificRecord fact = new RandomRecords(seed).record(schema);
      String line = FactJson.write(fact);
      assertThat(FactJson.read(type.feed(), line))
          .as("seed %d: %s", seed, line)
          .isEqualTo(new FactLine.Plain(fact, java.util.List.of()));
    }
  }
}

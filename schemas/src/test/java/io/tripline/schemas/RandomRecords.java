package io.tripline.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of any type of the contract, filled from a seed, with a liking for what is at an edge.
 */
final class RandomRecords {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "cloud-migration",
          "größe",
          "日本",
          "\"\\/",
          "line\nbreak",
          "\u2028",
          "🚀",
          "x".repeat(300));
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 999_999L, 1_000_000L, Long.MAX_VALUE, Long.MIN_VALUE);

  private final Random random;

  RandomRecords(long seed) {
    random = new Random(seed);
  }

  /** A record of the class that was generated from a schema. */
  SpecificRecord record(Schema schema) {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema()));
    }
    return record;
  }

  private Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case STRING -> pick(TEXTS);
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> schema.getLogicalType() == null ? number() : time();
      case BYTES -> bytes(schema);
      case ENUM -> symbol(schema);
      case UNION -> value(pick(schema.getTypes()));
      case ARRAY -> list(schema.getElementType());
      case MAP -> map(schema.getValueType());
      case NULL -> null;
      default -> throw new IllegalArgumentException("the contract has no " + schema.getType());
    };
  }

  private Object bytes(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return new BigDecimal(BigInteger.valueOf(number()), decimal.getScale());
    }
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return java.nio.ByteBuffer.wrap(bytes);
  }

  private long number() {
    return random.nextInt(3) == 0 ? pick(NUMBERS) : random.nextLong() >> random.nextInt(64);
  }

  private Instant time() {
    return Instant.ofEpochMilli(random.nextLong() >> (18 + random.nextInt(20)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object symbol(Schema schema) {
    Class type = SpecificData.get().getClass(schema);
    return Enum.valueOf(type, pick(schema.getEnumSymbols()));
  }

  private List<Object> list(Schema items) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(items));
    }
    return list;
  }

  private Map<String, Object> map(Schema values) {
    Map<String, Object> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(pick(TEXTS), value(values));
    }
    return map;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

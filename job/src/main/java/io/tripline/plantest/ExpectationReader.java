package io.tripline.plantest;

import io.tripline.plan.Kind;
import io.tripline.plan.Nearest;
import io.tripline.plan.Problems;
import io.tripline.plan.Value;
import io.tripline.plan.Value.Items;
import io.tripline.plan.Value.Mapping;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import io.tripline.schemas.avro.KillSwitch;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.Variance;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Reads what is expected of events. What an event has, and of what kind, is what the contract's
 * schemas say; anything else could be waited for in vain.
 */
final class ExpectationReader {
  private static final Kind<Object> TEXT = new Kind<>("a text", Scalar::text);
  private static final Kind<Object> NUMBER =
      new Kind<>("a number such as 0.301", ExpectationReader::number);
  private static final Kind<Object> TIME =
      new Kind<>(
          Kind.TIME.wanted(), scalar -> Instant.ofEpochMilli(Kind.TIME.reading().read(scalar)));

  private final Problems problems;

  ExpectationReader(Problems problems) {
    this.problems = problems;
  }

  /** Null if anything is wrong with it, which has been noted then. */
  Expectation read(Value value) {
    int before = problems.errors();
    if (!(value instanceof Mapping event)) {
      wrong(value, "fields of an event, {targetId: …, transition: …}");
      return null;
    }
    boolean variance = event.entries().containsKey("targetId");
    if (variance == event.entries().containsKey("ruleId")) {
      problems.error(
          event.place(),
          "'%s' has %s; write 'targetId' of a variance, or 'ruleId' of a kill switch"
              .formatted(
                  event.place().path(),
                  variance ? "both 'targetId' and 'ruleId'" : "neither 'targetId' nor 'ruleId'"));
      return null;
    }
    Expected.Fields fields = fields(event, fieldsOfEvent(variance));
    return problems.errors() > before ? null : new Expectation(event.place(), fields);
  }

  /** Envelope and body are one object in JSON. */
  private static Map<String, Schema> fieldsOfEvent(boolean variance) {
    Map<String, Schema> fields = fieldsOf(ServiceEvent.getClassSchema());
    fields.remove("body");
    fields.putAll(fieldsOf(variance ? Variance.getClassSchema() : KillSwitch.getClassSchema()));
    return fields;
  }

  private Expected.Fields fields(Mapping mapping, Map<String, Schema> schemas) {
    Map<String, Expected> fields = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              Schema schema = schemas.get(name);
              if (schema == null) {
                problems.error(
                    entry.place(),
                    "'%s' is nothing that comes with such an event%s; here may stand %s"
                        .formatted(
                            entry.place().path(),
                            Nearest.suggestion(name, schemas.keySet()),
                            String.join(", ", schemas.keySet())));
              } else {
                fields.put(name, expected(entry.value(), schema));
              }
            });
    return new Expected.Fields(fields);
  }

  private Expected expected(Value value, Schema schema) {
    Schema type = withoutNull(schema);
    return switch (type.getType()) {
      case RECORD -> record(value, type);
      case ARRAY -> list(value, type.getElementType());
      default -> single(value, kind(type));
    };
  }

  private Expected record(Value value, Schema schema) {
    if (value instanceof Mapping mapping) {
      return fields(mapping, fieldsOf(schema));
    }
    return isNothing(value) ? new Expected.None() : wrong(value, "keys with values");
  }

  private Expected list(Value value, Schema items) {
    return value instanceof Items list
        ? new Expected.Some(list.values().stream().map(item -> expected(item, items)).toList())
        : wrong(value, "a list, [ … ]");
  }

  private Expected single(Value value, Kind<Object> kind) {
    if (!(value instanceof Scalar scalar)) {
      return wrong(value, kind.wanted());
    }
    if (isNothing(value)) {
      return new Expected.None();
    }
    try {
      return new Expected.Single(kind.reading().read(scalar));
    } catch (Wrong e) {
      problems.error(
          value.place(),
          "'%s' is %s, %s".formatted(value.place().path(), value.described(), e.getMessage()));
      return new Expected.None();
    }
  }

  private Expected wrong(Value value, String wanted) {
    problems.error(
        value.place(),
        "'%s' is %s; write %s".formatted(value.place().path(), value.described(), wanted));
    return new Expected.None();
  }

  private static boolean isNothing(Value value) {
    return value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.NOTHING;
  }

  private static Kind<Object> kind(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return TIME;
    }
    return switch (schema.getType()) {
      case ENUM -> Kind.oneOf(List.<Object>copyOf(schema.getEnumSymbols()), String::valueOf);
      case BOOLEAN -> Kind.oneOf(List.<Object>of(true, false), String::valueOf);
      case STRING -> TEXT;
      default -> NUMBER;
    };
  }

  private static Object number(Scalar scalar) throws Wrong {
    try {
      return new BigDecimal(scalar.text());
    } catch (NumberFormatException e) {
      throw new Wrong("which is no number; write one such as 0.301");
    }
  }

  private static Map<String, Schema> fieldsOf(Schema type) {
    Map<String, Schema> fields = new LinkedHashMap<>();
    type.getFields().forEach(field -> fields.put(field.name(), field.schema()));
    return fields;
  }

  private static Schema withoutNull(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(type -> type.getType() != Schema.Type.NULL)
            .findFirst()
            .orElseThrow()
        : schema;
  }
}

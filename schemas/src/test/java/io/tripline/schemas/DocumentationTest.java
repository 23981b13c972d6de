package io.tripline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** Who reads a schema alone learns what each field means, in what unit, and where it is from. */
class DocumentationTest {
  private static final Pattern TIME = Pattern.compile("UTC, milliseconds");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "([Uu]nits of the currency|own scale [(]|of what is sold|working time|people|nominal"
              + " week).*six decimals|six decimals.*(own scale [(]|units of the currency|percent)",
          Pattern.DOTALL);
  private static final Pattern WHOLE =
      Pattern.compile("milliseconds|count|[Vv]ersion|at least 0|from 1|0, then one more");

  private static final Pattern SOURCE =
      Pattern.compile(
          "\\b([Ff]rom|[Cc]omputed|[Ss]et by|mapped by|as in its plan|ISO 4217|within its"
              + " source)\\b|Who reports the fact|that finance reported");

  @Test
  void everyTypeAndEveryFieldIsExplained() {
    assertThat(gaps(Contract.types())).isEmpty();
  }

  @Test
  void aGapIsNoticed() {
    Schema careless =
        SchemaBuilder.record("Careless")
            .fields()
            .requiredString("said")
            .name("ms")
            .doc("How long, computed.")
            .type()
            .longType()
            .noDefault()
            .name("at")
            .doc("From when: UTC.")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .name("cost")
            .doc("How much, in units of the currency.")
            .type(LogicalTypes.decimal(38, 6).addToSchema(Schema.create(Schema.Type.BYTES)))
            .noDefault()
            .endRecord();
    assertThat(gaps(List.of(careless)))
        .containsExactly(
            "Careless is not explained",
            "Careless.said is not explained",
            "Careless.ms lacks its unit or range: How long, computed.",
            "Careless.at lacks its unit or range: From when: UTC.",
            "Careless.cost lacks its source: How much, in units of the currency.",
            "Careless.cost lacks its unit or range: How much, in units of the currency.");
  }

  private static List<String> gaps(Collection<Schema> types) {
    List<String> gaps = new ArrayList<>();
    for (Schema type : types) {
      if (isBlank(type.getDoc())) {
        gaps.add(type.getName() + " is not explained");
      }
      if (type.getType() == Schema.Type.RECORD) {
        type.getFields().forEach(field -> addGap(type, field, gaps));
      }
    }
    return gaps;
  }

  private static void addGap(Schema type, Schema.Field field, List<String> gaps) {
    String name = type.getName() + '.' + field.name();
    if (isBlank(field.doc())) {
      gaps.add(name + " is not explained");
      return;
    }
    if (!SOURCE.matcher(field.doc()).find()) {
      gaps.add(name + " lacks its source: " + field.doc());
    }
    Pattern wanted = wanted(withoutNull(field.schema()));
    if (wanted != null && !wanted.matcher(field.doc()).find()) {
      gaps.add(name + " lacks its unit or range: " + field.doc());
    }
  }

  /** What the explanation of a number must hold; null if it is none. */
  private static Pattern wanted(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      return TIME;
    }
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal) {
      return DECIMAL;
    }
    return switch (schema.getType()) {
      case INT, LONG -> WHOLE;
      default -> null;
    };
  }

  private static Schema withoutNull(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isBlank(String doc) {
    return doc == null || doc.isBlank();
  }
}

package io.tripline.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.kafka.config.Framing;
import io.tripline.schemas.SingleObjectCodec;
import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.Feed;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class SchemaUrisTest {
  @Test
  void aSchemaIsNamedByItsFirstReleaseAndTheFingerprintThatItsRecordsBear() {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setFeed(Feed.COST)
            .setReason("UNREADABLE")
            .setMessage("m")
            .setHeaders(List.of())
            .build();
    Schema schema = letter.getSchema();

    assertThat(
            new SchemaUris(Framing.SINGLE_OBJECT, null)
                .of(schema, new SingleObjectCodec().encode(letter)))
        .hasToString(
            String.format(
                Locale.ROOT,
                "urn:tripline:schema:DeadLetter:0.1.0:%016x",
                SchemaNormalization.parsingFingerprint64(schema)));
  }

  @Test
  void aSchemaOfNoReleaseSaysSo() {
    Schema other = Schema.createRecord("Other", null, "io.tripline.schemas.avro", false, List.of());

    assertThat(new SchemaUris(Framing.SINGLE_OBJECT, null).of(other, new byte[10]))
        .hasToString("urn:tripline:schema:Other:unreleased:0000000000000000");
  }

  @Test
  void aRegisteredSchemaIsNamedByWhereTheRegistryHasIt() {
    byte[] data = {0, 0, 0, 1, 2, 9, 9};

    for (String url :
        new String[] {
          "https://registry:8081", "https://registry:8081/", "https://registry:8081, http://other:1"
        }) {
      assertThat(new SchemaUris(Framing.CONFLUENT, url).of(DeadLetter.getClassSchema(), data))
          .hasToString("https://registry:8081/schemas/ids/258");
    }
  }
}

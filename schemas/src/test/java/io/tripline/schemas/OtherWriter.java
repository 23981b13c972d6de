package io.tripline.schemas;

import io.tripline.schemas.avro.PlanClosed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records as producers write them who have other schemas than we. */
final class OtherWriter {
  static final PlanClosed CLOSED =
      new PlanClosed("pmo", "pc-1", Instant.parse("2026-06-30T17:00:00Z"), "s", "contract ended");

  private OtherWriter() {}

  /** The schema of {@link #CLOSED} with a field more, in the middle. */
  static Schema later() {
    List<Schema.Field> fields = fields();
    fields.add(1, new Schema.Field("region", Schema.create(Schema.Type.STRING), "Where.", "here"));
    return closed(fields);
  }

  /** {@link #CLOSED} by the {@linkplain #later() later} schema. */
  static GenericRecord laterRecord() {
    return record(later()).set("region", "there").build();
  }

  /** The schema of {@link #CLOSED} without its last field. */
  static Schema lacking() {
    List<Schema.Field> fields = fields();
    fields.remove(fields.size() - 1);
    return closed(fields);
  }

  /** A record by the {@linkplain #lacking() lacking} schema. */
  static GenericRecord lackingRecord() {
    return new GenericRecordBuilder(lacking())
        .set("source", CLOSED.getSource())
        .set("eventId", CLOSED.getEventId())
        .set("recordedAt", CLOSED.getRecordedAt().toEpochMilli())
        .set("serviceId", CLOSED.getServiceId())
        .build();
  }

  /** Of nobody we know. */
  static Schema foreign() {
    return SchemaBuilder.record("org.example.Greeting").fields().requiredString("text").endRecord();
  }

  /** A record by the {@linkplain #foreign() foreign} schema. */
  static GenericRecord foreignRecord() {
    return new GenericRecordBuilder(foreign()).set("text", "hello").build();
  }

  /** A header, then the record in binary. */
  static byte[] message(byte[] header, GenericRecord record) {
    try (ByteArrayOutputStream message = new ByteArrayOutputStream()) {
      message.write(header);
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(message, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
      return message.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericRecordBuilder record(Schema schema) {
    return new GenericRecordBuilder(schema)
        .set("source", CLOSED.getSource())
        .set("eventId", CLOSED.getEventId())
        .set("recordedAt", CLOSED.getRecordedAt().toEpochMilli())
        .set("serviceId", CLOSED.getServiceId())
        .set("reason", CLOSED.getReason());
  }

  private static List<Schema.Field> fields() {
    return new ArrayList<>(
        CLOSED.getSchema().getFields().stream()
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
  }

  private static Schema closed(List<Schema.Field> fields) {
    Schema ours = CLOSED.getSchema();
    return Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
  }
}

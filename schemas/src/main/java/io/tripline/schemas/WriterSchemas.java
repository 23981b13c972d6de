package io.tripline.schemas;

import io.tripline.schemas.avro.DeadLetter;
import io.tripline.schemas.avro.ServiceEvent;
import io.tripline.schemas.avro.ServiceState;
import io.tripline.schemas.avro.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schemas that records may have been written with, by their CRC-64-AVRO fingerprints: those of
 * this version and of every released one. Immutable.
 */
public final class WriterSchemas {
  private static final String SNAPSHOTS = "snapshots/";
  private static final String INDEX = SNAPSHOTS + "index";

  private final Map<Long, Schema> byFingerprint;

  private WriterSchemas(Stream<Schema> schemas) {
    byFingerprint = new HashMap<>();
    schemas.forEach(
        schema ->
            byFingerprint.putIfAbsent(SchemaNormalization.parsingFingerprint64(schema), schema));
  }

  /** The schemas of this version and of all released ones. */
  public static WriterSchemas released() {
    return new WriterSchemas(Stream.concat(current().stream(), snapshots().stream()));
  }

  /** These and others, say those of a producer that is ahead of us. */
  public WriterSchemas and(Schema... others) {
    return new WriterSchemas(Stream.concat(byFingerprint.values().stream(), Stream.of(others)));
  }

  /** The schema with that fingerprint, if it is known. */
  public Optional<Schema> find(long fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  /** The schemas, as of this version, of what travels on its own: all facts and all outputs. */
  public static List<Schema> current() {
    return recordClasses().map(recordClass -> SpecificData.get().getSchema(recordClass)).toList();
  }

  /** The first release that had exactly this schema; empty if it is of none yet. */
  public static Optional<String> release(Schema schema) {
    long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    return readingIndex(
            name ->
                SchemaNormalization.parsingFingerprint64(snapshot(name)) == fingerprint
                    ? name.substring(0, name.indexOf('/'))
                    : null)
        .stream()
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Stream<Class<? extends SpecificRecord>> recordClasses() {
    return Stream.concat(
        Stream.of(FactType.values()).map(FactType::recordClass),
        Stream.of(ServiceEvent.class, Statement.class, ServiceState.class, DeadLetter.class));
  }

  private static List<Schema> snapshots() {
    return readingIndex(WriterSchemas::snapshot);
  }

  /** What is made of each line of the index, which names the snapshots, release by release. */
  private static <T> List<T> readingIndex(OfSnapshot<T> what) {
    try (BufferedReader index =
        new BufferedReader(new InputStreamReader(resource(INDEX), StandardCharsets.UTF_8))) {
      List<T> made = new ArrayList<>();
      for (String name = index.readLine(); name != null; name = index.readLine()) {
        made.add(what.of(name));
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("the released schemas cannot be read", e);
    }
  }

  private interface OfSnapshot<T> {
    T of(String name) throws IOException;
  }

  private static Schema snapshot(String name) throws IOException {
    try (InputStream file = resource(SNAPSHOTS + name)) {
      return new Schema.Parser().parse(file);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream resource = WriterSchemas.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IOException("there is no resource " + name + " beside " + WriterSchemas.class);
    }
    return resource;
  }
}

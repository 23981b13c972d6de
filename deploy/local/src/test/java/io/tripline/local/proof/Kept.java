package io.tripline.local.proof;

import io.tripline.local.story.Told;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.SingleObjectCodec;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is kept of a release: a savepoint of its live job, and all that stood in the topics of facts
 * then and later.
 *
 * @param directory that it is in
 * @param at the known time of the savepoint: all of it is known, every tick up to it is over
 * @param end the known time at which the history ends
 * @param sent in its order
 */
record Kept(Path directory, Instant at, Instant end, List<Sent> sent) {
  private static final String SENT = "sent.jsonl.gz";
  private static final String TIMES = "times.properties";
  private static final String METADATA = "_metadata";
  private static final String PACKED = "savepoint.gz";

  /** What is in a directory. */
  static Kept read(Path directory) throws IOException {
    Properties times = new Properties();
    try (Reader in = Files.newBufferedReader(directory.resolve(TIMES))) {
      times.load(in);
    }
    List<Sent> sent = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(SENT))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sent.add(Sent.ofLine(line));
      }
    }
    return new Kept(
        directory,
        Instant.parse(times.getProperty("at")),
        Instant.parse(times.getProperty("end")),
        List.copyOf(sent));
  }

  /** Writes all but the savepoint. */
  void write() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(TIMES), "at=%s\nend=%s\n".formatted(at, end));
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(directory.resolve(SENT))),
                StandardCharsets.UTF_8))) {
      for (Sent record : sent) {
        out.write(record.toLine());
        out.write('\n');
      }
    }
  }

  /** Keeps a savepoint that is all in one file, which it is if its state is small. */
  void keep(Path savepoint) throws IOException {
    try (Stream<Path> files = Files.list(savepoint)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (!names.equals(List.of(METADATA))) {
        throw new IllegalStateException("a savepoint in several files: " + names);
      }
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve(PACKED)))) {
      Files.copy(savepoint.resolve(METADATA), out);
    }
  }

  /**
   * Unpacks the savepoint.
   *
   * @param into the directory to make one in, which is the savepoint then
   */
  Path savepoint(Path into) throws IOException {
    Path savepoint = Files.createDirectories(into.resolve("kept-savepoint"));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve(PACKED)))) {
      Files.copy(in, savepoint.resolve(METADATA));
    }
    return savepoint;
  }

  /** The facts among what was sent, in order of {@code recordedAt}. */
  List<Told> facts() throws FormatException {
    SingleObjectCodec codec = new SingleObjectCodec();
    List<Told> facts = new ArrayList<>();
    for (Sent record : sent) {
      if (!record.isHeartbeat()) {
        SpecificRecord fact = codec.decode(record.value());
        facts.add(
            new Told(
                Instant.ofEpochMilli(record.time()),
                new String(record.key(), StandardCharsets.UTF_8),
                fact));
      }
    }
    return facts;
  }

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }
}

package io.tripline.history;

import io.tripline.history.HistoryDirectory.FeedFile;
import io.tripline.ledger.fact.Feed;
import io.tripline.outlet.WithheldLetters;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.avro.DeadLetter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what was refused, whole, in the order of files and lines. The lines are read a second
 * time: so nothing has to carry them along while it is not known yet which will be refused.
 */
final class RejectedLines {
  private final HistoryDirectory history;
  private final boolean whole;
  private final Map<String, List<Rejection>> byFile = new TreeMap<>();

  /**
   * @param whole whether to write what was refused, or only where it stands and for what reason
   */
  RejectedLines(HistoryDirectory history, List<Rejection> rejections, boolean whole) {
    this.whole = whole;
    this.history = history;
    rejections.stream()
        .sorted(Rejection.ORDER)
        .forEach(r -> byFile.computeIfAbsent(r.file(), unused -> new ArrayList<>()).add(r));
  }

  void write(Writer out) throws IOException {
    for (FeedFile file : history.feeds()) {
      writeLines(file, out);
    }
    for (Path plan : history.plans()) {
      for (Rejection rejection : byFile.getOrDefault(HistoryDirectory.planName(plan), List.of())) {
        write(rejection, Files.readAllBytes(plan), out);
      }
    }
  }

  private void writeLines(FeedFile file, Writer out) throws IOException {
    List<Rejection> rejections = byFile.getOrDefault(file.name(), List.of());
    if (rejections.isEmpty()) {
      return;
    }
    try (Lines lines = Lines.of(file, Integer.MAX_VALUE - Long.BYTES)) {
      byte[] line = null;
      for (Rejection rejection : rejections) {
        while (lines.number() < rejection.line()) {
          line = lines.next();
        }
        write(rejection, line, out);
      }
    }
  }

  private void write(Rejection rejection, byte[] payload, Writer out) throws IOException {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setFeed(contractFeed(rejection.feed()))
            .setReason(rejection.reason())
            .setField(rejection.field())
            .setMessage(rejection.message())
            .setPayload(ByteBuffer.wrap(payload))
            .setFile(rejection.file())
            .setLine(rejection.line() == 0 ? null : rejection.line())
            .build();
    out.write(DeadLetterJson.write(whole ? letter : WithheldLetters.of(letter)));
    out.write('\n');
  }

  private static io.tripline.schemas.avro.Feed contractFeed(Feed feed) {
    return io.tripline.schemas.avro.Feed.valueOf(feed.name());
  }
}

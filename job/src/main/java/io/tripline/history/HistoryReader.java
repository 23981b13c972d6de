package io.tripline.history;

import io.tripline.history.HistoryDirectory.FeedFile;
import io.tripline.intake.Intake;
import io.tripline.intake.RefusedException;
import io.tripline.ledger.admission.RefusalReason;
import io.tripline.ledger.fact.Fact;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import io.tripline.pipeline.Origin;
import io.tripline.schemas.FactJson;
import io.tripline.schemas.FactLine;
import io.tripline.schemas.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads a history from end to end, and remembers which lines of it cannot be used. */
final class HistoryReader {
  /** No fact is as long; whatever is, is not a line of facts, and is not worth the memory. */
  static final int LONGEST_LINE = 1 << 20;

  private static final long REPORT_EVERY = 1 << 12;

  private final Intake intake;
  private final FactCollector facts;
  private final LongConsumer factsRead;
  private final List<Rejection> rejections = new ArrayList<>();
  private long count;

  /**
   * @param facts where facts go
   * @param factsRead told now and then how many facts were read
   */
  HistoryReader(Intake intake, FactCollector facts, LongConsumer factsRead) {
    this.intake = intake;
    this.facts = facts;
    this.factsRead = factsRead;
  }

  void read(HistoryDirectory history) throws IOException {
    for (FeedFile file : history.feeds()) {
      read(file);
    }
    for (Path plan : history.plans()) {
      readPlan(plan);
    }
    factsRead.accept(count);
  }

  /** What cannot be used, in the order of reading. */
  List<Rejection> rejections() {
    return rejections;
  }

  private void read(FeedFile file) throws IOException {
    try (Lines lines = Lines.of(file, LONGEST_LINE)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        if (!isBlank(line)) {
          countRead(file.feed());
          read(file, lines, line);
        }
      }
    }
  }

  private void read(FeedFile file, Lines lines, byte[] line) throws IOException {
    try {
      take(fact(file.feed(), line, lines.tooLong()), new Origin(file.name(), lines.number()));
    } catch (FormatException e) {
      reject(file.feed(), file.name(), lines.number(), RefusedException.of(e));
    } catch (RefusedException e) {
      reject(file.feed(), file.name(), lines.number(), e);
    }
  }

  private Fact fact(Feed feed, byte[] line, boolean tooLong)
      throws FormatException, RefusedException {
    if (tooLong) {
      throw new RefusedException(
          RefusalReason.TOO_LARGE,
          null,
          "this line is longer than "
              + LONGEST_LINE
              + " bytes, which no fact is; write one fact a line");
    }
    FactLine read = FactJson.read(contractFeed(feed), text(line));
    if (read instanceof FactLine.Plain plain) {
      plain.unknownFields().forEach(field -> facts.countUnknown(feed, field));
    }
    return intake.fact(read);
  }

  private void readPlan(Path plan) throws IOException {
    countRead(Feed.GOVERNANCE);
    String name = HistoryDirectory.planName(plan);
    try {
      take(intake.planFile(text(Files.readAllBytes(plan))), new Origin(name, 0));
    } catch (FormatException e) {
      reject(Feed.GOVERNANCE, name, 0, RefusedException.of(e));
    } catch (RefusedException e) {
      reject(Feed.GOVERNANCE, name, 0, e);
    }
  }

  private void take(Fact fact, Origin origin) throws IOException {
    facts.take(new Admissible(fact, origin, null));
  }

  private void reject(Feed feed, String file, long line, RefusedException refused) {
    facts.countRefused(feed);
    RefusalReason reason = refused.reason();
    rejections.add(
        new Rejection(
            feed, file, line, reason.name(), refused.field().orElse(null), refused.getMessage()));
  }

  private void countRead(Feed feed) {
    facts.countRead(feed);
    count++;
    if (count % REPORT_EVERY == 0) {
      factsRead.accept(count);
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte character : line) {
      if (character != ' ' && character != '\t' && character != '\r') {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes) throws FormatException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(
          io.tripline.schemas.Fault.UNREADABLE, "this is no text in UTF-8; write it in UTF-8", e);
    }
  }

  private static io.tripline.schemas.avro.Feed contractFeed(Feed feed) {
    return io.tripline.schemas.avro.Feed.valueOf(feed.name());
  }
}

package io.tripline.replay;

import io.tripline.ledger.event.ServiceEvent;
import io.tripline.ledger.event.Statement;
import io.tripline.outlet.EventRecords;
import io.tripline.outlet.People;
import io.tripline.outlet.StatementRecords;
import io.tripline.pipeline.Refusal;
import io.tripline.pipeline.Results;
import io.tripline.schemas.DeadLetterJson;
import io.tripline.schemas.EventJson;
import io.tripline.schemas.StatementJson;
import io.tripline.schemas.avro.DeadLetter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes what the pipeline says into the files of a replay. */
public final class ResultFiles {
  private ResultFiles() {}

  /** A refusal as the dead letter that is written of it; can be sent to a task. */
  public interface Letter extends Function<Refusal, DeadLetter>, Serializable {}

  /**
   * Attaches the sinks.
   *
   * @param people how they are named
   * @param refusals all there are, those of the pipeline's results among them
   */
  public static void write(
      Results results,
      DataStream<Refusal> refusals,
      Letter letter,
      People people,
      OutputFiles files) {
    write(
        results.events(),
        "events",
        new OrderedLines<>(
            files.events(),
            // No method reference: that would take the comparator along, which cannot be sent.
            (one, other) -> ServiceEvent.WRITTEN_ORDER.compare(one, other),
            event -> EventJson.write(EventRecords.of(people.in(event)))));
    write(
        results.statements(),
        "statements",
        new OrderedLines<>(
            files.statements(),
            ResultFiles::inOrder,
            statement -> StatementJson.write(StatementRecords.of(people.in(statement)))));
    write(
        refusals,
        "refusals",
        new OrderedLines<>(
            files.refusals(),
            ResultFiles::inOrder,
            refusal -> DeadLetterJson.write(letter.apply(refusal))));
  }

  /** Writes that there was nothing to say. */
  public static void writeNothing(OutputFiles files) throws IOException {
    for (Path file : List.of(files.events(), files.statements(), files.refusals())) {
      Files.createFile(file);
    }
  }

  private static <T> void write(DataStream<T> stream, String uid, OrderedLines<T> sink) {
    stream.sinkTo(sink).setParallelism(1).uid(uid).name(uid);
  }

  private static int inOrder(Statement one, Statement other) {
    return Comparator.comparing(Statement::serviceId)
        .thenComparingLong(Statement::hour)
        .thenComparingInt(Statement::revision)
        .compare(one, other);
  }

  private static int inOrder(Refusal one, Refusal other) {
    return Comparator.comparing((Refusal refusal) -> refusal.origin().place())
        .thenComparingLong(refusal -> refusal.origin().position())
        .compare(one, other);
  }
}

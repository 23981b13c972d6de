package io.tripline.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.ledger.admission.Outcome;
import io.tripline.ledger.fact.Feed;
import io.tripline.ledger.fact.PlanPublished;
import io.tripline.pipeline.Interval;
import io.tripline.pipeline.OutcomeCounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a replay did. Depends on the facts and the job alone: no clocks, no machine.
 *
 * @param jobVersion of the job that replayed
 * @param interval null if there was no fact to replay
 * @param calendars the names of all calendars
 * @param plans the usable plans, by service and version
 * @param feeds per feed what became of its facts
 * @param events {@code events.jsonl}
 * @param statements {@code statements.jsonl}
 * @param rejected {@code rejected.jsonl}
 */
public record ReplaySummary(
    String jobVersion,
    Interval interval,
    String currency,
    Set<String> calendars,
    Collection<PlanVersion> plans,
    Map<Feed, FeedSummary> feeds,
    Written events,
    Written statements,
    Written rejected) {

  /** A version of a service's plan. */
  public record PlanVersion(String serviceId, int version) {
    /** By service, then by version. */
    public static final Comparator<PlanVersion> ORDER =
        Comparator.comparing(PlanVersion::serviceId).thenComparingInt(PlanVersion::version);

    /** The version that was published. */
    public static PlanVersion of(PlanPublished published) {
      return new PlanVersion(published.serviceId(), published.plan().version());
    }
  }

  /**
   * A file that was written.
   *
   * @param lines how many it has
   * @param sha256 of its bytes: equal for equal contents
   */
  public record Written(long lines, String sha256) {
    /** What a file is. */
    public static Written of(Path file) throws IOException {
      MessageDigest digest = digest();
      long lines = 0;
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = Files.newInputStream(file)) {
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          digest.update(buffer, 0, length);
          for (int i = 0; i < length; i++) {
            lines += buffer[i] == '\n' ? 1 : 0;
          }
        }
      }
      return new Written(lines, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /**
   * What became of a feed's facts.
   *
   * @param read all of them
   * @param applied those that count, at the tick that their known time says
   * @param duplicate those whose identity counts already
   * @param late those that count at a later tick
   * @param refused those that cannot be used; each is a line of {@code rejected.jsonl}
   * @param afterInterval those recorded at or after the interval's end
   * @param unknownFields how often which field was there that the contract does not know
   */
  public record FeedSummary(
      long read,
      long applied,
      long duplicate,
      long late,
      long refused,
      long afterInterval,
      Map<String, Long> unknownFields) {
    /**
     * What became of a feed, of which some was read before the pipeline saw any of it.
     *
     * @param read all of its facts
     * @param unusable those that never reached the pipeline
     * @param accumulators of the run
     * @throws IllegalStateException if it does not add up, which no run is to leave unsaid
     */
    public static FeedSummary of(
        Feed feed,
        long read,
        long unusable,
        Map<String, Long> unknownFields,
        Map<String, Object> accumulators) {
      FeedSummary summary =
          new FeedSummary(
              read,
              OutcomeCounts.read(accumulators, feed, Outcome.APPLIED),
              OutcomeCounts.read(accumulators, feed, Outcome.DUPLICATE),
              OutcomeCounts.read(accumulators, feed, Outcome.LATE),
              unusable + OutcomeCounts.read(accumulators, feed, Outcome.REFUSED),
              OutcomeCounts.read(accumulators, feed, Outcome.AFTER_INTERVAL),
              unknownFields);
      if (!summary.addsUp()) {
        throw new IllegalStateException(
            "the counts of feed " + feed + " do not add up: " + summary);
      }
      return summary;
    }

    /** Whether every fact has exactly one outcome. */
    public boolean addsUp() {
      return read == applied + duplicate + late + refused + afterInterval;
    }
  }

  /** As JSON, indented, with a line break at the end. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("jobVersion", jobVersion);
    if (interval != null) {
      json.put("from", Instant.ofEpochMilli(interval.from()).toString());
      json.put("to", Instant.ofEpochMilli(interval.to()).toString());
    }
    json.put("currency", currency);
    putAll(json.putArray("calendars"), calendars);
    ObjectNode perFeed = json.putObject("feeds");
    feeds.forEach((feed, summary) -> put(perFeed, feed, summary));
    ArrayNode versions = json.putArray("plans");
    plans.forEach(
        plan ->
            versions.addObject().put("serviceId", plan.serviceId()).put("version", plan.version()));
    put(json.putObject("events"), events);
    put(json.putObject("statements"), statements);
    put(json.putObject("rejected"), rejected);
    return IndentedJson.text(json);
  }

  /** Writes what became of a feed's facts under its name. */
  public static void put(ObjectNode feeds, Feed feed, FeedSummary summary) {
    ObjectNode json = feeds.putObject(feed.name().toLowerCase(Locale.ROOT));
    json.put("read", summary.read());
    json.put("applied", summary.applied());
    json.put("duplicate", summary.duplicate());
    json.put("late", summary.late());
    json.put("refused", summary.refused());
    json.put("afterInterval", summary.afterInterval());
    json.put(
        "unknownFields",
        summary.unknownFields().values().stream().mapToLong(Long::longValue).sum());
    if (!summary.unknownFields().isEmpty()) {
      ObjectNode names = json.putObject("unknownFieldNames");
      summary.unknownFields().forEach(names::put);
    }
  }

  private static void put(ObjectNode json, Written written) {
    json.put("lines", written.lines());
    json.put("sha256", written.sha256());
  }

  private static void putAll(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}

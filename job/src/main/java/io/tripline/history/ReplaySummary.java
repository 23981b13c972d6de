package io.tripline.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Interval;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a replay did. Depends on the history and the job alone: no clocks, no machine.
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
  public record PlanVersion(String serviceId, int version) {}

  /**
   * A file that was written.
   *
   * @param lines how many it has
   * @param sha256 of its bytes: equal for equal contents
   */
  public record Written(long lines, String sha256) {}

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
    /** Whether every fact has exactly one outcome. */
    public boolean addsUp() {
      return read == applied + duplicate + late + refused + afterInterval;
    }
  }

  /** As JSON, indented, with a line break at the end. */
  public String toJson() {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode();
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
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    DefaultPrettyPrinter indented =
        new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return mapper.writer(indented).writeValueAsString(json) + '\n';
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static void put(ObjectNode feeds, Feed feed, FeedSummary summary) {
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

package io.tripline.cli.print;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.kafka.deadletter.FiledLetter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many dead letters there are, by feed and reason. */
public final class DeadLetterSummary {
  private final Map<Group, Count> counts = new TreeMap<>();
  private long total;

  private record Group(String feed, String reason) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::feed).thenComparing(Group::reason);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  private record Count(long letters, long redriven, Instant first, Instant last) {
    private static Count of(FiledLetter filed) {
      return new Count(1, filed.redriven() > 0 ? 1 : 0, filed.filedAt(), filed.filedAt());
    }

    private Count plus(Count other) {
      return new Count(
          letters + other.letters,
          redriven + other.redriven,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /** Counts one. */
  public void add(FiledLetter filed) {
    String feed = filed.letter().getFeed().name().toLowerCase(Locale.ROOT);
    counts.merge(
        new Group(feed, Bytes.printable(filed.letter().getReason())), Count.of(filed), Count::plus);
    total++;
  }

  /** How many have been counted. */
  public long total() {
    return total;
  }

  /** As a table. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (total > 0) {
      lines.add("  letters  feed        reason              first refused         last refused");
    }
    counts.forEach(
        (group, count) ->
            lines.add(
                String.format(
                        Locale.ROOT,
                        "%,9d  %-10s  %-18s  %-20s  %s",
                        count.letters(),
                        group.feed(),
                        group.reason(),
                        count.first().truncatedTo(ChronoUnit.SECONDS),
                        count.last().truncatedTo(ChronoUnit.SECONDS))
                    + (count.redriven() == 0
                        ? ""
                        : String.format(Locale.ROOT, "  %,d sent again", count.redriven()))));
    lines.add(String.format(Locale.ROOT, "%,9d  in all", total));
    return lines;
  }

  /** As lines of JSON. */
  public List<String> json() {
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (group, count) -> {
          ObjectNode tree = JsonNodeFactory.instance.objectNode();
          tree.put("feed", group.feed());
          tree.put("reason", group.reason());
          tree.put("letters", count.letters());
          tree.put("redriven", count.redriven());
          tree.put("first", count.first().toString());
          tree.put("last", count.last().toString());
          lines.add(tree.toString());
        });
    return lines;
  }
}

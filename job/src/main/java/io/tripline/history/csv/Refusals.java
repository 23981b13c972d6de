package io.tripline.history.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.history.csv.Row.Origin;
import io.tripline.history.csv.Row.Source;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that cannot be used, each once, with the first reason found. */
final class Refusals {
  private final Map<Origin, Refusal> refused = new HashMap<>();

  /** A refused row. */
  private record Refusal(Origin row, String rows, RowFault fault) {}

  void refuse(Origin row, String rows, RowFault fault) {
    refused.putIfAbsent(row, new Refusal(row, rows, fault));
  }

  boolean has(Origin row) {
    return refused.containsKey(row);
  }

  long count() {
    return refused.size();
  }

  long countOf(Source source) {
    return refused.keySet().stream().filter(row -> row.source().equals(source)).count();
  }

  /** How many for each reason: its code, and the column where there is one. */
  Map<String, Long> byReason() {
    Map<String, Long> counts = new TreeMap<>();
    refused
        .values()
        .forEach(
            refusal -> {
              String column = refusal.fault().column();
              counts.merge(
                  refusal.fault().code() + (column == null ? "" : " " + column), 1L, Long::sum);
            });
    return counts;
  }

  /** Writes them whole, one a line, in the order they were read. */
  void write(Path file) throws IOException {
    List<Refusal> inOrder =
        refused.values().stream()
            .sorted(Comparator.comparingInt(refusal -> refusal.row().sequence()))
            .toList();
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Refusal refusal : inOrder) {
        writer.write(json(refusal).toString());
        writer.write('\n');
      }
    }
  }

  private static ObjectNode json(Refusal refusal) {
    Origin origin = refusal.row();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", origin.source().path().toString())
            .put("line", origin.line());
    if (origin.place() != null) {
      json.put("place", origin.place());
    }
    json.put("rows", refusal.rows()).put("reason", refusal.fault().code());
    if (refusal.fault().column() != null) {
      json.put("column", refusal.fault().column());
    }
    json.put("message", refusal.fault().getMessage());
    ObjectNode row = json.putObject("row");
    origin.whole().forEach(row::put);
    return json;
  }
}

package io.tripline.history.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.history.csv.ImportException;
import io.tripline.history.csv.ImportProgress;
import io.tripline.history.csv.ImportSummary;
import io.tripline.history.csv.MappedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an import made of some files. */
record Imported(ImportSummary summary, Path history) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An import, with everything but its files and its directory chosen. */
  @FunctionalInterface
  interface Importer {
    ImportSummary run(List<Path> exports, Path out, ImportProgress progress)
        throws IOException, ImportException;
  }

  static Imported of(Importer importer, Path out, Path... exports)
      throws IOException, ImportException {
    return new Imported(importer.run(List.of(exports), out, ImportProgress.NONE), out);
  }

  List<JsonNode> facts(String feed) throws IOException {
    return lines(feed + ".jsonl");
  }

  List<JsonNode> refused() throws IOException {
    return lines(MappedHistory.REJECTED);
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(history.resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** Ticket facts in short: when known, what, where, and who or to whom. */
  List<String> tickets() throws IOException {
    return facts("ticket").stream().map(Imported::inShort).toList();
  }

  private static String inShort(JsonNode fact) {
    JsonNode change = fact.get("change");
    StringBuilder text =
        new StringBuilder(fact.get("recordedAt").asText())
            .append(' ')
            .append(fact.get("serviceId").asText())
            .append(' ')
            .append(fact.get("ticketId").asText())
            .append(' ')
            .append(change.get("type").asText());
    for (String field : List.of("personId", "start", "end", "fromTeam", "toTeam")) {
      if (change.has(field)) {
        text.append(' ').append(change.get(field).asText());
      }
    }
    return text.toString();
  }
}

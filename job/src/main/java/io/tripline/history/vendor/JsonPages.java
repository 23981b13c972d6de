package io.tripline.history.vendor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.history.csv.ExportBytes;
import io.tripline.history.csv.ImportException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A JSON document, of which is known where it stands in its file.
 *
 * @param lines of objects, by their JSON pointer, counted from 1
 */
record JsonPages(Path file, JsonNode root, Map<String, Integer> lines) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Whether a file looks like JSON: its first letter is a brace or a bracket.
   *
   * @throws IOException if it cannot be read
   * @throws ImportException if it is not there
   */
  static boolean looksLike(Path file) throws IOException, ImportException {
    try (InputStream bytes = new BufferedInputStream(ExportBytes.open(file))) {
      int letter = bytes.read();
      while (letter == 0xEF || letter == 0xBB || letter == 0xBF || Character.isWhitespace(letter)) {
        letter = bytes.read();
      }
      return letter == '{' || letter == '[';
    } catch (NoSuchFileException e) {
      throw new ImportException(file + ": there is no such file", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws ImportException if it is no JSON
   */
  static JsonPages read(Path file) throws IOException, ImportException {
    try (InputStream first = ExportBytes.open(file);
        InputStream second = ExportBytes.open(file)) {
      return new JsonPages(file, JSON.readTree(first), lines(second));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ImportException(
          "%s:%d: this is no JSON: %s".formatted(file, line, e.getOriginalMessage()), e);
    }
  }

  private static Map<String, Integer> lines(InputStream bytes) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = JSON.createParser(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          String pointer = parser.getParsingContext().getParent().pathAsPointer().toString();
          lines.put(pointer, parser.currentTokenLocation().getLineNr());
        }
      }
    }
    return lines;
  }

  int line(String pointer) {
    return lines.getOrDefault(pointer, 1);
  }
}

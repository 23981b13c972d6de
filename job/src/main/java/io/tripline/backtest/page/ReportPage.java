package io.tripline.backtest.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A backtest's {@code report.html}: {@code report.json} in one file with all that it takes to look
 * at it, the chart library too. The page's content security policy lets nothing run but the two
 * scripts written here, known by their hashes, and nothing be fetched.
 *
 * <p>A function of the report and of the job's version.
 */
public final class ReportPage {
  /** Where a part goes: {@code {{name}}}. */
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  /** In this order, each may use what those before it declare. */
  private static final List<String> SCRIPTS =
      List.of(
          "format.js", "dom.js", "table.js", "charts.js", "report.js", "sections.js", "page.js");

  private ReportPage() {}

  /**
   * Writes the page.
   *
   * @param report as in {@code report.json}
   * @param file to be written
   * @throws IOException if it cannot be written, or the chart library is not on the class path: a
   *     cluster's jar has none
   */
  public static void write(ObjectNode report, Path file) throws IOException {
    String library = PageResources.chartLibrary();
    String script =
        SCRIPTS.stream().map(PageResources::text).collect(Collectors.joining("\n", "\n", ""));
    Map<String, String> parts =
        Map.of(
            "policy", policy(library, script),
            "style", PageResources.text("page.css"),
            "library", library,
            "report", json(report),
            "script", script);
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      fill(PageResources.text("page.html"), parts, out);
    }
  }

  /** What is put into a place is not looked through for places. */
  private static void fill(String template, Map<String, String> parts, Writer out)
      throws IOException {
    Matcher place = PLACE.matcher(template);
    int written = 0;
    while (place.find()) {
      out.write(template, written, place.start() - written);
      out.write(parts.get(place.group(1)));
      written = place.end();
    }
    out.write(template, written, template.length() - written);
  }

  private static String policy(String... scripts) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src"
        + " 'unsafe-inline'; script-src "
        + List.of(scripts).stream().map(PageResources::sourceHash).collect(Collectors.joining(" "));
  }

  private static String json(ObjectNode report) {
    JsonMapper mapper = new JsonMapper();
    mapper.getFactory().setCharacterEscapes(new MarkupEscapes());
    try {
      return mapper.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}

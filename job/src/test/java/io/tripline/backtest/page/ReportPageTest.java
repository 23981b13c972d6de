package io.tripline.backtest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as text; what a browser makes of it is tested in deploy/checks. */
class ReportPageTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script( [^>]*)?>(.*?)</script>", Pattern.DOTALL);

  /** What HTML, JavaScript or the template could take for something of its own. */
  private static final String HOSTILE =
      "</script><!--<script>&amp;{{style}}'\"`\\ \u2028\u2029 ğİ 🙂";

  @TempDir private Path directory;

  @Test
  void dataStaysDataWhateverItHolds() throws IOException {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("name", HOSTILE).put(HOSTILE, 1);

    List<MatchResult> scripts = scripts(write(report));

    assertThat(scripts).hasSize(3);
    String json = scripts.get(0).group(2);
    assertThat(json).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(new JsonMapper().readTree(json)).isEqualTo(report);
  }

  @Test
  void nothingRunsButItsTwoScripts() throws Exception {
    String page = write(JsonNodeFactory.instance.objectNode());
    List<MatchResult> scripts = scripts(page);

    assertThat(page)
        .contains(
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src"
                + " 'unsafe-inline'; script-src "
                + hash(scripts.get(1).group(2))
                + " "
                + hash(scripts.get(2).group(2))
                + "\"");
    assertThat(scripts.get(1).group(2)).contains("Licensed to the Apache Software Foundation");
    assertThat(page).doesNotContain("{{");
  }

  /** A carriage return would be read as a line feed, and the hash be that of another script. */
  @Test
  void scriptsAreReadByBrowsersAsTheyAreWritten() throws IOException {
    for (MatchResult script : scripts(write(JsonNodeFactory.instance.objectNode()))) {
      assertThat(script.group(2)).doesNotContain("\r", "<!--", "<script");
    }
  }

  private String write(ObjectNode report) throws IOException {
    Path page = directory.resolve("report.html");
    ReportPage.write(report, page);
    return Files.readString(page);
  }

  private static List<MatchResult> scripts(String page) {
    return SCRIPT.matcher(page).results().toList();
  }

  private static String hash(String script) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}

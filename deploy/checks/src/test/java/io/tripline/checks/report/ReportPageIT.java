package io.tripline.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.backtest.page.ReportPage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

class ReportPageIT {
  private static final int WIDE = 1280;
  private static final int MANY = 10_000;

  /** Where pictures of the pages are left for people to look at. */
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir private static Path directory;
  private static StoryReport story;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    story = StoryReport.make(directory);
    browser = Browser.start(Files.createDirectories(directory.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void look() {
    browser.look(WIDE, "light");
  }

  /** Whatever a test did: nothing was complained of, and nothing was fetched. */
  @AfterEach
  void nothingIsComplainedOfOrFetched() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isNotEmpty().allMatch(ReportPageIT::isOwn);
  }

  @Test
  void everythingThatIsPromisedIsThere() throws IOException {
    browser.open(story.page());

    assertThat(browser.all("main > section").stream().map(part -> part.getAttribute("id")))
        .containsExactly(
            "candidates",
            "chosen",
            "margin",
            "reasons",
            "time",
            "flows",
            "incidents",
            "trips",
            "labor",
            "data",
            "manifest");
    String manifest = browser.find("#manifest").getText();
    assertThat(manifest).contains(story.json().at("/manifest/resultsSha256").asText());
    for (JsonNode input : story.json().at("/manifest/inputs")) {
      assertThat(manifest).contains(input.get("file").asText(), input.get("sha256").asText());
    }
    assertThat(browser.all("nav a")).hasSize(11);
    browser.picture(0, WIDE, 1500, PICTURES.resolve("story.png"));
  }

  @Test
  void chartsHaveThePointsThatTheReportHas() throws IOException {
    browser.open(story.page());
    ObjectNode report = story.json();
    // The page opens with the candidate that would have saved most, the first of those that tie.
    JsonNode candidate = report.at("/candidates/0");
    JsonNode days = report.at("/books/0/days");
    List<JsonNode> incidents = of(candidate, report.get("incidents"));
    List<JsonNode> trips = of(candidate, report.get("trips"));
    assertThat(browser.text("document.getElementById('candidate').selectedOptions[0].text"))
        .isEqualTo(candidate.get("name").asText());

    assertThat(points("margin", "actual")).isEqualTo(days.size() + 1);
    assertThat(points("margin", "planned")).isEqualTo(days.size() + 1);
    assertThat(points("margin", "original")).isEqualTo(days.size() + 1);
    assertThat(points("margin", "critical") + points("margin", "warning"))
        .isEqualTo(incidents.size());
    assertThat(points("margin", "trip")).isEqualTo(trips.size()).isPositive();
    assertThat(lastValue("margin", "actual")).isEqualByComparingTo(sum(days, "/margin"));
    assertThat(lastValue("margin", "planned")).isEqualByComparingTo(sum(days, "/planned/margin"));
    assertThat(points("utilization", "utilization")).isEqualTo(days.size());
    assertThat(points("utilization", "diversion")).isEqualTo(days.size());
    assertThat(points("labor", "worked")).isEqualTo(days.size());
    assertThat(lastValue("labor", "worked")).isEqualByComparingTo(sum(days, "/labor"));
    int flows = report.at("/books/0/flows").size();
    assertThat(browser.number("option('flows').series[0].links.length".replace("option", OPTION)))
        .isEqualTo(2L * flows);
    browser.find("input[value=daily]").click();
    assertThat(points("margin", "actual")).isEqualTo(days.size());
  }

  @Test
  void theReasonsAddUpToTheVariance() throws IOException {
    browser.open(story.page());
    JsonNode margin =
        of(story.json().at("/candidates/0"), story.json().get("incidents")).stream()
            .filter(incident -> incident.get("metric").asText().equals("margin"))
            .findFirst()
            .orElseThrow();
    List<JsonNode> seen =
        StreamSupport.stream(margin.get("leaves").spliterator(), false)
            .filter(leaf -> amount(leaf).abs().compareTo(new BigDecimal("0.005")) >= 0)
            .toList();

    List<?> bars = (List<?>) browser.ask(OPTION + "('reasons').series[0].data");

    assertThat(bars).hasSize(seen.size() + 1);
    assertThat(sum(margin.get("leaves"), "/amount"))
        .isEqualByComparingTo(new BigDecimal(margin.get("excess").asText()).negate());
    List<?> total = (List<?>) bars.get(bars.size() - 1);
    assertThat(decimal(total.get(1))).isEqualByComparingTo(sum(margin.get("leaves"), "/amount"));
  }

  @Test
  void aRowLeadsToItsMomentOnTheCurve() throws Exception {
    browser.open(story.page());
    JsonNode trip = of(story.json().at("/candidates/0"), story.json().get("trips")).get(0);

    browser.follow("#trips tbody a", "margin-title");

    assertThat(browser.text("location.hash")).isEqualTo("#trip-0");
    assertThat(
            browser.number(
                OPTION + "('margin').series.find(s => s.name === 'actual').markLine.data[0].xAxis"))
        .isEqualTo(millis(trip, "trippedAt"));
    assertThat(browser.text("document.activeElement.id")).isEqualTo("margin-title");
    assertThat(browser.text("document.getElementById('status').textContent"))
        .contains("is marked on the curve");
    assertThat(
            browser.number(
                "Math.round(document.getElementById('margin').getBoundingClientRect().top)"))
        .isBetween(0L, 200L);
    long from =
        Instant.parse(browser.find("#from").getAttribute("value") + "T00:00:00Z").toEpochMilli();
    assertThat(from)
        .isLessThan(millis(trip, "trippedAt"))
        .isGreaterThan(millis(trip, "trippedAt") - Duration.ofDays(9).toMillis());
    assertThat(browser.find("#reasons").getText()).contains(trip.get("headline").asText());
    browser.find("#whole").click();
    assertThat(browser.find("#from").getAttribute("value"))
        .isEqualTo(story.json().at("/books/0/days/0/date").asText());
    browser.ask("scrollTo(0, 0)");
    browser.follow("#candidates tbody tr:nth-of-type(3) a", "chosen-title");
    assertThat(browser.find("#chosen h2").getText()).startsWith("critical-0.25");
    assertThat(browser.text("document.getElementById('candidate').selectedOptions[0].text"))
        .isEqualTo("critical-0.25");
  }

  @Test
  void allOfItCanBeDoneWithKeys() throws Exception {
    browser.open(story.page());

    browser.tab();
    assertThat(browser.text("document.activeElement.textContent")).isEqualTo("Skip to the results");
    assertThat(browser.number("document.activeElement.getBoundingClientRect().left"))
        .isNotNegative();
    browser.press(Keys.ENTER);
    assertThat(browser.text("document.activeElement.id")).isEqualTo("results");
    List<String> visited = new ArrayList<>();
    for (int stop = 0; stop < 40; stop++) {
      browser.tab();
      visited.add(browser.text("document.activeElement.tagName"));
      assertThat(browser.text("getComputedStyle(document.activeElement).outlineStyle"))
          .as("the focus can be seen on %s", visited)
          .isNotEqualTo("none");
    }
    assertThat(visited).contains("A", "BUTTON", "DIV", "INPUT", "SUMMARY");
    browser.ask("document.querySelector('#candidates th:nth-of-type(2) button').focus()");
    browser.press(Keys.ENTER);
    assertThat(browser.find("#candidates th:nth-of-type(2)").getAttribute("aria-sort"))
        .isEqualTo("descending");
    assertThat(browser.text("document.getElementById('status').textContent"))
        .startsWith("Sorted by");
    browser.ask("document.querySelector('#margin summary').focus()");
    browser.press(Keys.SPACE);
    browser.await("#margin tbody tr", 20);
  }

  @Test
  void whatIsDrawnIsSaidToo() {
    browser.open(story.page());

    assertThat(browser.all("[data-chart]"))
        .hasSize(6)
        .allSatisfy(
            chart -> {
              assertThat(chart.getAttribute("role")).isEqualTo("img");
              assertThat(chart.getAttribute("aria-label")).hasSizeGreaterThan(40);
            });
    assertThat(browser.all("main table"))
        .allSatisfy(
            table ->
                assertThat(browser.text("arguments[0].caption.textContent", table)).isNotBlank());
    assertThat(browser.number("document.querySelectorAll('main th:not([scope])').length")).isZero();
    assertThat(
            browser.number(
                "[...document.querySelectorAll('select, input')].filter(e => e.labels.length ==="
                    + " 0).length"))
        .isZero();
    assertThat(browser.number("document.querySelectorAll('h1').length")).isOne();
    // Those within drawings are the chart library's own.
    String ids =
        "[...document.querySelectorAll('[id]')].filter(e => !e.closest('svg')).map(e => e.id)";
    assertThat(browser.number(ids + ".length"))
        .isEqualTo(browser.number("new Set(" + ids + ").size"));
  }

  @ParameterizedTest
  @CsvSource({"1280, light", "1280, dark", "400, light", "400, dark"})
  void itFitsAndCanBeReadOnEveryScreen(int width, String scheme) throws IOException {
    browser.look(width, scheme);
    browser.open(story.page());

    assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(browser.all("[data-chart]"))
        .allSatisfy(
            chart -> {
              assertThat(browser.number("arguments[0].getBoundingClientRect().right", chart))
                  .isLessThanOrEqualTo(width);
              assertThat(
                      browser.number(
                          "arguments[0].querySelectorAll('svg path, canvas').length", chart))
                  .isPositive();
            });
    double page = luminance("surface");
    assertThat(page > 0.5).isEqualTo(scheme.equals("light"));
    for (String text : List.of("text", "muted", "link", "worse")) {
      assertThat(contrast(luminance(text), page)).as(text).isGreaterThanOrEqualTo(4.5);
    }
    for (String mark : List.of("actual", "planned", "original", "bad", "trip", "focus")) {
      assertThat(contrast(luminance(mark), page)).as(mark).isGreaterThanOrEqualTo(3);
    }
    assertThat(browser.text(OPTION + "('margin').yAxis[0].axisLabel.color"))
        .isEqualTo(
            browser.text("getComputedStyle(document.documentElement).getPropertyValue('--muted')"));
    browser.picture(
        0,
        width,
        (int) browser.number("document.documentElement.scrollHeight"),
        PICTURES.resolve("story-" + width + "-" + scheme + ".png"));
  }

  @Test
  void paperIsLightAndAsWideAsPaper() {
    browser.look(WIDE, "dark");
    browser.open(story.page());
    browser.ask(
        "(window.onPaper = [], addEventListener('beforeprint', () => onPaper.push("
            + "getComputedStyle(document.documentElement).getPropertyValue('--surface'), "
            + CHART
            + "('margin').getWidth())))");

    byte[] pdf = browser.print();

    assertThat(new String(pdf, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("%PDF");
    assertThat((List<?>) browser.ask("onPaper")).first().isEqualTo("#ffffff");
    assertThat(((Number) ((List<?>) browser.ask("onPaper")).get(1)).intValue()).isLessThan(720);
    assertThat(browser.number(CHART + "('margin').getWidth()")).isGreaterThan(1000);
    assertThat(luminance("surface")).isLessThan(0.5);
  }

  @Test
  void tenThousandIncidentsAreNoBurden() throws Exception {
    ObjectNode report = story.json();
    JsonNode first = of(report.at("/candidates/0"), report.get("incidents")).get(0);
    ArrayNode incidents = report.putArray("incidents");
    Instant opened = Instant.parse(first.get("openedAt").asText());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new java.util.Random(7));
    for (int minute : order) {
      ObjectNode incident = first.deepCopy();
      incident.put("openedAt", opened.plus(Duration.ofMinutes(minute)).toString());
      incident.put("headline", "the one of minute " + minute + ".");
      incidents.add(incident);
    }
    browser.open(page("many", report));

    assertThat(points("margin", "critical") + points("margin", "warning")).isEqualTo(MANY);
    assertThat(browser.all("#incidents tbody tr")).hasSize(50);
    assertThat(browser.number("document.querySelectorAll('*').length")).isLessThan(4000);
    assertThat(browser.find("#incidents .shown").getText()).isEqualTo("1 to 50 of 10,000");
    assertThat(headline(1)).isEqualTo("the one of minute 0.");
    browser.find("#incidents th button").click();
    assertThat(headline(1)).isEqualTo("the one of minute 9999.");
    assertThat(headline(50)).isEqualTo("the one of minute 9950.");
    browser.find("#incidents .pager button:last-of-type").click();
    assertThat(headline(1)).isEqualTo("the one of minute 9949.");
    browser.find("#incidents input[type=search]").sendKeys("minute 4321.");
    assertThat(browser.all("#incidents tbody tr")).hasSize(1);
    browser.follow("#incidents tbody a", "margin-title");
    assertThat(browser.find("#reasons .said").getText()).isEqualTo("the one of minute 4321.");
    assertThat(browser.number("document.querySelectorAll('*').length")).isLessThan(4000);
  }

  @Test
  void aHundredCandidatesCanBeFoundAndChosen() throws Exception {
    ObjectNode report = story.json();
    ArrayNode candidates = (ArrayNode) report.get("candidates");
    JsonNode last = candidates.get(3);
    for (int i = candidates.size(); i < 100; i++) {
      candidates.add(((ObjectNode) last.deepCopy()).put("name", "another-" + i));
    }
    browser.open(page("hundred", report));

    assertThat(browser.all("#candidate option")).hasSize(100);
    assertThat(browser.all("#candidates tbody tr")).hasSize(20);
    browser.find("#candidates input[type=search]").sendKeys("another-77");
    browser.follow("#candidates tbody a", "chosen-title");
    assertThat(browser.find("#chosen h2").getText()).startsWith("another-77");
    browser.find("#candidate").sendKeys("another-98");
    assertThat(browser.find("#chosen h2").getText()).startsWith("another-98");
  }

  @Test
  void whatComesFromDataIsNeverReadAsAnythingButText() throws IOException {
    String evil =
        "</script><img src=x"
            + " onerror=\"window.hacked=1\"><!--{{script}}\u2028\u2029&amp;'`${window.hacked=1}";
    String text = story.json().toString();
    ObjectNode report = (ObjectNode) renamed(story.json(), evil);
    assertThat(text).doesNotContain("hacked");
    browser.open(page("evil", report));

    assertThat(browser.ask("window.hacked")).isNull();
    assertThat(browser.number("document.images.length")).isZero();
    assertThat(browser.number("document.scripts.length")).isEqualTo(3);
    String shown = evil.replace("\u2028", "").replace("\u2029", "");
    for (String place :
        List.of(
            "#candidates tbody",
            "#chosen h2",
            "#incidents tbody",
            "#trips tbody",
            "#reasons",
            "#manifest",
            "#margin .key")) {
      assertThat(
              browser
                  .text("document.querySelector(arguments[0]).textContent", place)
                  .replace("\u2028", "")
                  .replace("\u2029", ""))
          .as(place)
          .contains(shown);
    }
    for (String chart : List.of("margin", "utilization", "flows")) {
      browser.ask(
          CHART
              + "(arguments[0]).dispatchAction({type: 'showTip', seriesIndex: arguments[0] ==="
              + " 'margin' ? 5 : 0, dataIndex: 0})",
          chart);
    }
    assertThat(browser.number("document.querySelectorAll('.note').length")).isPositive();
    assertThat(browser.ask("window.hacked")).isNull();
    assertThat(browser.number("document.images.length")).isZero();
  }

  @Test
  void aSweepAndWhatLateDataCostsAreShownIfTheyAreThere() throws IOException {
    StoryReport swept =
        story.swept("fidelity-day.critical=0.10..0.35/0.05", "zombie.for=PT2H,PT4H");
    JsonNode report = swept.json();
    browser.open(swept.page());

    assertThat(browser.all("#sweep, #as-known-now")).hasSize(2);
    assertThat(browser.all("#sweep tbody tr"))
        .hasSameSizeAs(report.at("/sweep/points"))
        .hasSize(12);
    for (JsonNode axis : report.at("/sweep/sensitivity")) {
      String median =
          "[...document.querySelectorAll('[data-chart=sensitivity-incidents]')].map(e =>"
              + " echarts.getInstanceByDom(e).getOption()).find(o => o.xAxis[0].data.length ==="
              + " arguments[0]).series.find(s => s.name === 'median').data.join()";
      JsonNode values = axis.get("values");
      assertThat(browser.text(median, values.size()))
          .isEqualTo(
              StreamSupport.stream(values.spliterator(), false)
                  .map(value -> value.at("/incidents/median").asText())
                  .collect(Collectors.joining(",")));
    }
    assertThat(browser.find("#sweep").getText())
        .contains("fidelity-day.critical", "zombie.for", "17,441.10");
    assertThat(browser.find("#as-known-now").getText()).contains("ticket", "fidelity", "zombie");
    assertThat(browser.all("#as-known-now tbody tr")).hasSizeGreaterThan(12);
    browser.picture(
        0,
        WIDE,
        (int) browser.number("document.documentElement.scrollHeight"),
        PICTURES.resolve("sweep.png"));
  }

  @Test
  void flowsAreATableToo() throws IOException {
    browser.open(story.page());
    List<String> lines = story.table("flows.csv");

    assertThat(lines.get(0)).isEqualTo("books,serviceId,personId,role,from,to,ms,cost");
    JsonNode books = story.json().at("/books/0");
    assertThat(lines.subList(1, lines.size()))
        .containsExactlyElementsOf(
            StreamSupport.stream(books.get("flows").spliterator(), false)
                .map(
                    flow ->
                        Stream.of("personId", "role", "from", "to", "ms", "cost")
                            .map(name -> flow.get(name).asText())
                            .collect(Collectors.joining(",", "0,cloud-migration,", "")))
                .toList());
  }

  /** As the README shows it; {@code deploy/checks/report-picture} puts it there. */
  @Test
  void aPictureForTheReadme() throws IOException {
    browser.look(1000, "light");
    browser.open(story.page());
    String bottom = "document.querySelector('[data-chart=reasons]').getBoundingClientRect().bottom";
    int top = (int) browser.number("document.getElementById('chosen').offsetTop");
    int end = (int) browser.number("Math.ceil(scrollY + " + bottom + ") + 8");
    Path picture = PICTURES.resolve("backtest.webp");

    browser.picture(top, 1000, end - top, picture);

    assertThat(Files.size(picture)).isBetween(20_000L, 150_000L);
  }

  /** Whether an address is that of a page of ours, or of nothing. */
  private static boolean isOwn(String address) {
    boolean page = address.startsWith("file:") && address.contains("/report.html");
    return page || address.startsWith("data:") || address.equals("about:blank");
  }

  private static final String CHART =
      "(name => echarts.getInstanceByDom(document.querySelector('[data-chart=' + name + ']')))";
  private static final String OPTION = "(name => " + CHART + "(name).getOption())";

  private static long points(String chart, String series) {
    return browser.number(
        OPTION + "(arguments[0]).series.find(s => s.name === arguments[1]).data.length",
        chart,
        series);
  }

  private static BigDecimal lastValue(String chart, String series) {
    return decimal(
        browser.ask(
            OPTION + "(arguments[0]).series.find(s => s.name === arguments[1]).data.at(-1)[1]",
            chart,
            series));
  }

  private static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }

  private static BigDecimal amount(JsonNode leaf) {
    return new BigDecimal(leaf.get("amount").asText());
  }

  private static BigDecimal sum(JsonNode rows, String pointer) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : rows) {
      sum = sum.add(new BigDecimal(row.at(pointer).asText()));
    }
    return sum;
  }

  private static List<JsonNode> of(JsonNode candidate, JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.get("candidate").equals(candidate.get("name")))
        .toList();
  }

  private static long millis(JsonNode row, String field) {
    return Instant.parse(row.get(field).asText()).toEpochMilli();
  }

  private static String headline(int row) {
    return browser.find("#incidents tbody tr:nth-of-type(" + row + ") td:last-child").getText();
  }

  private static Path page(String name, ObjectNode report) throws IOException {
    Path page = Files.createDirectories(directory.resolve(name)).resolve("report.html");
    ReportPage.write(report, page);
    return page;
  }

  /**
   * The same with every name of a person, a service and a candidate, and every sentence, being
   * another.
   */
  private static JsonNode renamed(JsonNode node, String name) {
    List<String> free =
        List.of(
            "name",
            "serviceId",
            "candidate",
            "personId",
            "role",
            "headline",
            "note",
            "file",
            "targetId",
            "ruleId");
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(
                      field.getKey(),
                      free.contains(field.getKey()) && field.getValue().isTextual()
                          ? JsonNodeFactory.instance.textNode(field.getValue().asText() + name)
                          : renamed(field.getValue(), name)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(renamed(item, name)));
      return copy;
    }
    return node;
  }

  /** Relative luminance as WCAG 2 defines it, of one of the page's colours. */
  private static double luminance(String colour) {
    String hex =
        browser.text(
            "getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0])",
            colour);
    int rgb = Integer.parseInt(hex.substring(1, 7), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }
}

package io.tripline.checks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tripline.checks.DebianPrograms;
import io.tripline.local.cluster.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, driven over the loopback interface. */
final class Browser implements AutoCloseable {
  /** Of pictures in a format that can be better or worse; at this one, text stays sharp. */
  private static final int QUALITY = 85;

  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(1));

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts one that knows nothing yet.
   *
   * @param profile an empty directory, to keep what it keeps
   */
  static Browser start(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(DebianPrograms.find("chromium").toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    // With a driver that is there, Selenium looks for none.
    File executable = DebianPrograms.find("chromedriver").toFile();
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(executable)
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Looks at a page from its beginning, as if it had never been there. */
  void open(Path page) {
    driver.get("about:blank");
    complaints();
    requests();
    driver.get(page.toUri().toString());
  }

  /** How wide the window is, in pixels, and what its owner likes. */
  void look(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What a script returns. */
  Object ask(String script, Object... arguments) {
    return driver.executeScript("return " + script, arguments);
  }

  long number(String script, Object... arguments) {
    return ((Number) ask(script, arguments)).longValue();
  }

  String text(String script, Object... arguments) {
    return (String) ask(script, arguments);
  }

  /** An element by its selector; it must be there. */
  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Follows a link, and comes back once the focus is where it leads. */
  void follow(String selector, String reached) throws Exception {
    find(selector).click();
    PATIENCE.until(
        selector + " leads to " + reached, () -> ask("document.activeElement.id").equals(reached));
  }

  /** Looks until there are more elements than so many. */
  void await(String selector, int more) throws Exception {
    PATIENCE.until("more than " + more + " of " + selector, () -> all(selector).size() > more);
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void tab() {
    press(Keys.TAB);
  }

  /** The page on paper, as PDF. */
  byte[] print() {
    Object printed =
        driver.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true)).get("data");
    return Base64.getDecoder().decode((String) printed);
  }

  /** A picture of a part of the page, in the format that its name ends in. */
  void picture(int top, int width, int height, Path file) throws IOException {
    Map<String, Object> clip =
        Map.of("x", 0, "y", top, "width", width, "height", height, "scale", 1);
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    Object taken =
        driver
            .executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                    "format",
                    format,
                    "quality",
                    QUALITY,
                    "captureBeyondViewport",
                    true,
                    "clip",
                    clip))
            .get("data");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode((String) taken));
  }

  /** What the console got to hear since it was asked last. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that were asked for since this was asked last. */
  List<String> requests() {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = read(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        addresses.add(message.at("/params/request/url").asText());
      }
    }
    return addresses;
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static JsonNode read(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("the browser's log holds no JSON: " + json, e);
    }
  }
}

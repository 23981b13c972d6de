package io.tripline.backtest.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Properties;

/** The files that a page is put together from. */
final class PageResources {
  private static final String ECHARTS = "/META-INF/maven/org.webjars.npm/echarts/pom.properties";

  private PageResources() {}

  /** A file of our own. */
  static String text(String name) {
    try (InputStream in = PageResources.class.getResourceAsStream(name)) {
      return read(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Apache ECharts as one script, with its licence at the top.
   *
   * @throws IOException if it is not on the class path
   */
  static String chartLibrary() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = PageResources.class.getResourceAsStream(ECHARTS)) {
      if (in == null) {
        throw new IOException(
            "the chart library (org.webjars.npm:echarts) is not on the class path; backtests run"
                + " with deploy/local/tripline, not with a cluster's jar");
      }
      properties.load(in);
    }
    String script =
        "/META-INF/resources/webjars/echarts/%s/dist/echarts.min.js"
            .formatted(properties.getProperty("version"));
    try (InputStream in = PageResources.class.getResourceAsStream(script)) {
      return read(in, script);
    }
  }

  /** What stands for an inline script in a content security policy. */
  static String sourceHash(String script) {
    byte[] hash = digest().digest(script.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  private static String read(InputStream in, String name) throws IOException {
    if (in == null) {
      throw new IllegalStateException("the jar lacks " + name);
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

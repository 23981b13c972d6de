package io.tripline.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which job this is. */
public final class JobVersion {
  private static final String IN_JAR = "/META-INF/maven/io.tripline/tripline-job/pom.properties";

  private JobVersion() {}

  /** The version of the jar, or {@code development} outside of one. */
  public static String current() {
    try (InputStream in = JobVersion.class.getResourceAsStream(IN_JAR)) {
      if (in == null) {
        return "development";
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("the job's own jar cannot be read", e);
    }
  }
}

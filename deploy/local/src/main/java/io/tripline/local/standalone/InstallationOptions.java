package io.tripline.local.standalone;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Where Flink's jars are; the broker's are those that this command runs on. */
final class InstallationOptions {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  @Option(
      names = "--flink-lib",
      paramLabel = "DIR",
      required = true,
      defaultValue = "${sys:tripline.flink.lib}",
      description = "The jars of Flink. Default: those that Tripline was built with.")
  private Path flink;

  Installation installation() {
    List<String> entries = new ArrayList<>();
    for (String entry : SEPARATOR.split(System.getProperty("java.class.path"), -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return new Installation(flink, entries);
  }
}

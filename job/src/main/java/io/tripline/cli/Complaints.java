package io.tripline.cli;

import io.tripline.kafka.deadletter.RecordPlace;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;

/** What could not be read, onto the standard error stream. */
final class Complaints {
  private Complaints() {}

  /** Told where something stands that cannot be read, and why. */
  static BiConsumer<RecordPlace, String> to(CommandSpec spec) {
    return (place, why) -> {
      PrintWriter err = spec.commandLine().getErr();
      err.println(place + " cannot be shown: " + why);
      err.flush();
    };
  }
}

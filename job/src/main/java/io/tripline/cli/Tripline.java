package io.tripline.cli;

import io.tripline.kafka.client.Failures;
import io.tripline.kafka.client.MissingTopicException;
import io.tripline.kafka.config.BadConfigurationException;
import io.tripline.replay.BadReplayException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The program. Exit codes: 0 if all went well, 1 if it was asked for something that cannot be done
 * as asked, 2 if it failed on the way.
 */
public final class Tripline {
  private static final int BAD_USAGE = 1;
  private static final int FAILED = 2;

  private Tripline() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /**
   * The command with its subcommands.
   *
   * @param more subcommands of a distribution that brings more than the job
   */
  public static CommandLine commandLine(Object... more) {
    CommandLine tripline = new CommandLine(new TriplineCommand());
    for (Object subcommand : more) {
      tripline.addSubcommand(subcommand);
    }
    tripline.setCaseInsensitiveEnumValuesAllowed(true);
    tripline.setExecutionExceptionHandler(Tripline::explain);
    return tripline;
  }

  private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    Throwable cause = cause(thrown);
    boolean usage =
        cause instanceof BadReplayException
            || cause instanceof BadConfigurationException
            || cause instanceof MissingTopicException;
    err.println(
        command
            .getColorScheme()
            .errorText("tripline: " + (usage ? cause.getMessage() : described(cause))));
    if (stacktrace(command)) {
      thrown.printStackTrace(err);
    } else if (!usage) {
      err.println("Run it again with " + TriplineCommand.STACKTRACE + " to see where it failed.");
    }
    return usage ? BAD_USAGE : FAILED;
  }

  private static boolean stacktrace(CommandLine command) {
    return ((TriplineCommand) command.getCommandSpec().root().userObject()).stacktrace();
  }

  /** What happened below all that only passed it on. */
  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause.getClass().getName().startsWith("org.apache.flink."))) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String described(Throwable cause) {
    return Failures.explain(cause).orElseGet(() -> named(cause));
  }

  private static String named(Throwable cause) {
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
  }
}

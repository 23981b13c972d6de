package io.tripline.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.cli.Tripline;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Commands that say whether a file is good. */
public final class CommandLineCheck {
  private CommandLineCheck() {}

  /** Asserts that a command ends well; shows what it said if it does not. */
  public static void assertGood(String... words) {
    StringWriter said = new StringWriter();
    CommandLine command = Tripline.commandLine();
    command.setOut(new PrintWriter(said, true));
    command.setErr(new PrintWriter(said, true));
    int code = command.execute(words);
    assertThat(code).as(said.toString()).isZero();
  }
}

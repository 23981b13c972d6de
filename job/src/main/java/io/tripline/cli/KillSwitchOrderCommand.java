package io.tripline.cli;

import io.tripline.schemas.avro.CommandAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives orders to kill switches. */
@Command(
    name = "command",
    description = {
      "Give an order to a kill switch of a live job.",
      "The job carries it out at the next tick, or rejects it; it says which in an event."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  tripline command override --config tripline.yaml --service cloud-migration \\",
      "    --rule zombie --by cfo --until 2026-03-01T09:00:00Z --reason \"signed\"",
      "  tripline command confirm --config tripline.yaml --service cloud-migration \\",
      "    --rule zombie --by cfo --reason \"wound up\""
    },
    subcommands = {
      KillSwitchOrderCommand.OverrideOrder.class,
      KillSwitchOrderCommand.ConfirmOrder.class,
      KillSwitchOrderCommand.RearmOrder.class
    })
final class KillSwitchOrderCommand implements Runnable {
  private static final Duration LONGEST = Duration.ofDays(30);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to order.");
  }

  /** Lets a service go on for some time although its switch has tripped. */
  @Command(
      name = "override",
      description = {
        "Override a kill switch that has tripped: the service goes on until a time, and the switch"
            + " looks again then."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:The order was written.",
        "1:The command was not used right; nothing was written.",
        "2:Kafka failed; the same order can be given again under its --command-id."
      },
      footer = {
        "",
        "Example:",
        "  tripline command override --config tripline.yaml --service cloud-migration \\",
        "    --rule zombie --by cfo --until 2026-03-01T09:00:00Z --reason \"signed\""
      })
  static final class OverrideOrder implements Callable<Integer> {
    private final InstantSource clock = Clock.systemUTC();

    @Mixin private OrderOptions order;

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        converter = ReplayCommand.TimeConverter.class,
        description = "When the override ends: in the future, at most 30 days away.")
    private Instant until;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      Instant now = clock.instant();
      if (!until.isAfter(now)) {
        throw wrong("is past");
      }
      if (until.isAfter(now.plus(LONGEST))) {
        throw wrong("is more than 30 days away, which the job rejects");
      }
      return order.give(CommandAction.OVERRIDE, until, clock);
    }

    private ParameterException wrong(String what) {
      return new ParameterException(
          spec.commandLine(),
          "--until %s %s; write a time in the next 30 days".formatted(until, what));
    }
  }

  /** Certifies what a switch has asked for. */
  @Command(
      name = "confirm",
      description = "Confirm that what a kill switch asked for when it tripped is being done.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:The order was written.",
        "1:The command was not used right; nothing was written.",
        "2:Kafka failed; the same order can be given again under its --command-id."
      },
      footer = {
        "",
        "Example:",
        "  tripline command confirm --config tripline.yaml --service cloud-migration \\",
        "    --rule zombie --by cfo --reason \"wound up\""
      })
  static final class ConfirmOrder implements Callable<Integer> {
    @Mixin private OrderOptions order;

    @Override
    public Integer call() throws Exception {
      return order.give(CommandAction.CONFIRM, null, Clock.systemUTC());
    }
  }

  /** Arms a switch anew. */
  @Command(
      name = "rearm",
      description = "Arm a kill switch anew that has tripped, whatever became of it since.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:The order was written.",
        "1:The command was not used right; nothing was written.",
        "2:Kafka failed; the same order can be given again under its --command-id."
      },
      footer = {
        "",
        "Example:",
        "  tripline command rearm --config tripline.yaml --service cloud-migration \\",
        "    --rule zombie --by cfo --reason \"staffed again\""
      })
  static final class RearmOrder implements Callable<Integer> {
    @Mixin private OrderOptions order;

    @Override
    public Integer call() throws Exception {
      return order.give(CommandAction.REARM, null, Clock.systemUTC());
    }
  }
}

package io.tripline.local.demo;

import io.tripline.cli.print.Say;
import io.tripline.local.story.Story;
import io.tripline.local.story.StoryHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tripline demo}. */
@Command(
    name = "demo",
    description = {
      "Run the whole of Tripline on this machine, on a story.",
      "",
      "Starts a Kafka broker and a Flink cluster in this process, on ports that are free and on the"
          + " loopback interface only, plays five weeks of six services into the broker's topics,"
          + " prints each event as the job says it, and in the end what it all came to.",
      "",
      "What the libraries log goes to tripline-${sys:user.name}.log in ${sys:java.io.tmpdir}."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The story was told.",
      "1:The command was not used right.",
      "2:Something failed on the way."
    },
    footer = {
      "",
      "Examples:",
      "  tripline demo                      the story, in about a minute",
      "  tripline demo --speed 4h           the same, four times slower",
      "  tripline demo --keep               leave broker, job and web UI up afterwards",
      "  tripline demo --history story      only write the story down, and then",
      "  tripline replay --history story --out results"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int OK = 0;

  @Spec private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "TIME",
      defaultValue = "16h",
      converter = KnownTimePerSecond.class,
      description =
          "How much of the story's time passes in a second, such as 30m, 16h or PT16H; at most"
              + " 600h. Default: ${DEFAULT-VALUE}.")
  private Duration speed;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "What all chance in the story comes from: another number, other details."
              + " Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--keep",
      description = "Leave everything up when the story is over, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--history",
      paramLabel = "DIR",
      description =
          "Write the story into a new or empty directory, as a history to replay, and do nothing"
              + " else.")
  private Path history;

  @Override
  public Integer call() throws Exception {
    Story story = Story.of(seed);
    return history == null ? play(story) : write(story);
  }

  private int write(Story story) throws IOException {
    if (Files.exists(history) && !isEmptyDirectory(history)) {
      throw new ParameterException(
          spec.commandLine(),
          "--history: " + history + " is there already; name a directory that is new or empty");
    }
    StoryHistory.write(story, history);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d facts from %s to %s are in %s.%n",
        story.facts().size(), Say.date(story.from()), Say.date(story.to()), history);
    out.printf(
        "Replay them: tripline replay --history %s --to %s --out DIR%n", history, story.to());
    out.flush();
    return OK;
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private int play(Story story) throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread onSignal = new Thread(() -> stopAndWait(stop, stopped), "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return play(story, stop);
    } catch (Demo.Stopped e) {
      return OK;
    } finally {
      stopped.countDown();
      unlessStopping(onSignal);
    }
  }

  /** The signal's thread waits for everything to be closed: with its return, the JVM is gone. */
  private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void unlessStopping(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // It is running already: that is why we are here.
      return;
    }
  }

  private int play(Story story, CountDownLatch stop) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    out.println("Starting a Kafka broker and a Flink cluster ...");
    out.flush();
    try (Demo demo = Demo.start(story, stop)) {
      new Session(demo, story, ansi, out).run(speed, keep, stop);
    }
    return OK;
  }
}

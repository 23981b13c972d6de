package io.tripline.kafka.config;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where results go, under whose name. There are two kinds, and they are kinds of their own so that
 * one cannot be taken for the other: a live job writes to the live topics, a replay to those of a
 * run, of which none is a live one.
 */
public sealed interface Destination extends Serializable {
  /** What variance and kill-switch events are written to. */
  Topic events();

  /** What statements are written to. */
  Topic statements();

  /** What latest states are written to. */
  Topic state();

  /** What is refused is written to. */
  Topic deadLetters();

  /** Whose words they are: the source, in the sense of CloudEvents, of all that is written. */
  URI source();

  /** What the names of all transactions begin with. */
  String transactionalIdPrefix();

  /** All four topics. */
  default List<Topic> topics() {
    return List.of(events(), statements(), state(), deadLetters());
  }

  /** Where the live job's results go. */
  static Live live(JobConfiguration configuration) {
    return new Live(
        configuration.deployment(),
        configuration.topics(),
        configuration.output().transactionalIdPrefix());
  }

  /**
   * Where the results of a replay go.
   *
   * @throws IllegalArgumentException if one of its topics is one that the live job reads or writes
   */
  static Run run(JobConfiguration configuration, RunId run) {
    return new Run(
        configuration.deployment(),
        configuration.topics(),
        configuration.output().transactionalIdPrefix(),
        run);
  }

  /**
   * The topics of the live job.
   *
   * @param deployment which of possibly several Triplines this is
   */
  record Live(String deployment, Topics live, String transactionalIdPrefix) implements Destination {
    @Override
    public Topic events() {
      return live.events();
    }

    @Override
    public Topic statements() {
      return live.statements();
    }

    @Override
    public Topic state() {
      return live.state();
    }

    @Override
    public Topic deadLetters() {
      return live.deadLetters();
    }

    @Override
    public URI source() {
      return path(deployment, "live");
    }
  }

  /**
   * The topics of a run, each named after the live one whose place it takes: {@code <live
   * name>.run.<run>}.
   *
   * @param deployment which of possibly several Triplines this is
   * @param live the topics that nothing of it may reach
   * @param livePrefix what the names of the live job's transactions begin with
   */
  record Run(String deployment, Topics live, String livePrefix, RunId run) implements Destination {
    private static final int LONGEST_NAME = 249;

    /** See {@link Destination#run}. */
    public Run {
      Set<String> taken =
          Stream.concat(live.facts().stream(), live.results().stream())
              .map(Topic::name)
              .collect(Collectors.toSet());
      for (Topic topic : live.results()) {
        String name = nameOf(topic, run);
        collision(name, taken)
            .ifPresent(
                other -> {
                  throw new IllegalArgumentException(
                      String.format(
                          Locale.ROOT,
                          "run %s would write to %s, which the live job has as %s; choose another"
                              + " run",
                          run,
                          name,
                          other));
                });
        if (name.length() > LONGEST_NAME) {
          throw new IllegalArgumentException(
              name + " is longer than Kafka lets a topic's name be; choose a shorter run");
        }
      }
      String prefix = prefixOf(run, livePrefix);
      if (prefix.startsWith(livePrefix) || livePrefix.startsWith(prefix)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "run %s would name its transactions %s…, which the live job's %s… cannot be told"
                    + " from; choose another run",
                run,
                prefix,
                livePrefix));
      }
    }

    @Override
    public Topic events() {
      return of(live.events());
    }

    @Override
    public Topic statements() {
      return of(live.statements());
    }

    @Override
    public Topic state() {
      return of(live.state());
    }

    @Override
    public Topic deadLetters() {
      return of(live.deadLetters());
    }

    @Override
    public URI source() {
      return path(deployment, "replay/" + run);
    }

    @Override
    public String transactionalIdPrefix() {
      return prefixOf(run, livePrefix);
    }

    private Topic of(Topic topic) {
      return new Topic(nameOf(topic, run), topic.framing());
    }

    private static String nameOf(Topic topic, RunId run) {
      return topic.name() + ".run." + run;
    }

    /** Kafka takes names that differ in dots and underscores alone for the same in its metrics. */
    private static Optional<String> collision(String name, Set<String> taken) {
      return taken.stream()
          .filter(other -> other.replace('.', '_').equals(name.replace('.', '_')))
          .findFirst();
    }

    private static String prefixOf(RunId run, String livePrefix) {
      return "replay-" + run + "-" + livePrefix;
    }
  }

  private static URI path(String deployment, String mode) {
    try {
      URI path = new URI(null, null, "/tripline/" + deployment + "/" + mode, null);
      return URI.create(path.toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + deployment + "' cannot stand in a URI", e);
    }
  }
}

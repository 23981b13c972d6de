package io.tripline.backtest.source;

import io.tripline.history.FactCollector;
import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.source.TopicSurvey;
import io.tripline.ledger.Slices;
import io.tripline.ledger.calendar.Calendars;
import io.tripline.ledger.fact.Feed;
import io.tripline.pipeline.Admissible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The topics of facts that a live job reads, from their beginning to where they end when they are
 * read: once, into a file on disk. In no consumer group.
 */
public final class TopicsSource implements HistorySource {
  private final JobConfiguration configuration;

  /**
   * @param configuration the live job's
   */
  public TopicsSource(JobConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return configuration.connection().bootstrapServers();
  }

  @Override
  public String currency() {
    return configuration.currency();
  }

  @Override
  public Calendars calendars() {
    return configuration.ledger().calendars();
  }

  @Override
  public Slices slices() {
    return configuration.ledger().slices();
  }

  @Override
  public Path directory() {
    return null;
  }

  @Override
  public Read read(Path scratch, LongConsumer factsRead) throws Exception {
    try (FactCollector facts = new FactCollector(scratch)) {
      TopicSurvey survey =
          TopicSurvey.of(
              configuration,
              factsRead,
              new TopicSurvey.Taker() {
                @Override
                public void take(Admissible admissible) throws IOException {
                  facts.countRead(admissible.fact().feed());
                  // The bytes it was read from are for dead letters, of which there are none here.
                  facts.take(new Admissible(admissible.fact(), admissible.origin(), null));
                }

                @Override
                public void refused(Feed feed) {
                  facts.countRead(feed);
                  facts.countRefused(feed);
                }
              });
      List<Input> inputs =
          survey.extents().stream()
              .<Input>map(e -> new Input.Partition(e.topic(), e.partition(), e.from(), e.to()))
              .toList();
      return new Read(facts.sorted(calendars()), inputs);
    }
  }
}

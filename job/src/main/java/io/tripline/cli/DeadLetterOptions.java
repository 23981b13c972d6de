package io.tripline.cli;

import io.tripline.kafka.deadletter.DeadLetterFilter;
import io.tripline.kafka.deadletter.RecordPlace;
import io.tripline.ledger.fact.Feed;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters are meant. */
final class DeadLetterOptions {
  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description =
          "Only those refused for this reason, such as wrong-currency; the codes are in"
              + " schemas/README.md. May be given again, as may --feed and --topic.")
  private Set<String> reasons = Set.of();

  @Option(
      names = "--feed",
      paramLabel = "FEED",
      converter = WordConverter.OfFeed.class,
      description = "Only those of the feed cost, ticket, allocation or governance.")
  private Set<Feed> feeds = Set.of();

  @Option(names = "--topic", paramLabel = "NAME", description = "Only those from this topic.")
  private Set<String> topics = Set.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = ReplayCommand.TimeConverter.class,
      description = "Only those refused at this time or later.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = ReplayCommand.TimeConverter.class,
      description = "Only those refused before this time.")
  private Instant to;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N of them. Default: all.")
  private long limit = Long.MAX_VALUE;

  DeadLetterFilter filter(Set<RecordPlace> places) {
    Set<String> codes =
        reasons.stream()
            .map(reason -> reason.toUpperCase(Locale.ROOT).replace('-', '_'))
            .collect(Collectors.toSet());
    return new DeadLetterFilter(codes, feeds, topics, from, to, places);
  }

  long limit() {
    return limit;
  }

  /** Reads where a record stands. */
  static final class PlaceConverter implements ITypeConverter<RecordPlace> {
    @Override
    public RecordPlace convert(String text) {
      try {
        return RecordPlace.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}

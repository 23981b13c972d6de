package io.tripline.cli;

import io.tripline.kafka.event.EventFilter;
import io.tripline.ledger.fact.Feed;
import io.tripline.schemas.avro.KillSwitchTransition;
import io.tripline.schemas.avro.Severity;
import io.tripline.schemas.avro.VarianceTransition;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of some words, in capitals or not, with hyphens or underscores. */
abstract class WordConverter<T> implements ITypeConverter<T> {
  private final List<T> words;

  private WordConverter(List<T> words) {
    this.words = words;
  }

  @Override
  public T convert(String text) {
    String written = plain(text);
    return words.stream()
        .filter(word -> plain(word.toString()).equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s".formatted(text, String.join(", ", plainWords()))));
  }

  private List<String> plainWords() {
    return words.stream().map(word -> plain(word.toString())).toList();
  }

  static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A feed of facts. */
  static final class OfFeed extends WordConverter<Feed> {
    OfFeed() {
      super(List.of(Feed.values()));
    }
  }

  /** A kind of events. */
  static final class OfKind extends WordConverter<EventFilter.Kind> {
    OfKind() {
      super(List.of(EventFilter.Kind.values()));
    }
  }

  /** What an event says has happened, by its name in the contract. */
  static final class OfTransition extends WordConverter<String> {
    OfTransition() {
      super(
          Stream.concat(
                  Arrays.stream(VarianceTransition.values()),
                  Arrays.stream(KillSwitchTransition.values()))
              .map(Enum::name)
              .toList());
    }
  }

  /** How bad a variance is, by its name in the contract. */
  static final class OfSeverity extends WordConverter<String> {
    OfSeverity() {
      super(Arrays.stream(Severity.values()).map(Enum::name).toList());
    }
  }
}

package io.tripline.kafka.config;

import io.tripline.ledger.Slices;
import io.tripline.outlet.People;
import io.tripline.plan.Identifiers;
import io.tripline.plan.Kind;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.internals.Topic;

/** The kinds of values that the configuration file knows beside those of plans. */
final class OptionKinds {
  private static final Pattern DEPLOYMENT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern SERVER =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+\\]):([0-9]{1,5})");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}");
  private static final String NEVER = "never";
  private static final int LAST_PORT = 65_535;

  static final Kind<String> DEPLOYMENT =
      new Kind<>("a name such as production", OptionKinds::deployment);
  static final Kind<String> NAME = new Kind<>("a name of 1 to 256 characters", OptionKinds::name);
  static final Kind<String> FILE =
      new Kind<>("the path of a file, from the folder of this one on", OptionKinds::name);
  static final Kind<String> SERVERS =
      new Kind<>("HOST:PORT, several with commas", OptionKinds::servers);
  static final Kind<String> TOPIC =
      new Kind<>("a topic's name, such as tripline.cost", OptionKinds::topic);
  static final Kind<String> URL =
      new Kind<>("an address such as https://registry.example:8081", OptionKinds::urls);
  static final Kind<String> TEXT = new Kind<>("a text", Scalar::text);
  static final Kind<Slices> SLICE =
      new Kind<>("a duration that divides an hour, such as PT5M", OptionKinds::slices);
  static final Kind<Framing> FRAMING = words(Framing.class);
  static final Kind<RegistrySettings.OnFailure> ON_FAILURE =
      words(RegistrySettings.OnFailure.class);
  static final Kind<People.Naming> PEOPLE = words(People.Naming.class);
  static final Kind<DeliveryGuarantee> DELIVERY =
      Kind.oneOf(
          List.of(DeliveryGuarantee.EXACTLY_ONCE, DeliveryGuarantee.AT_LEAST_ONCE),
          OptionKinds::word);
  static final Kind<Start> START =
      new Kind<>(
          "earliest, latest, committed or a time with its offset, such as 2026-01-05T08:00:00Z",
          OptionKinds::start);

  private OptionKinds() {}

  /** As {@link Kind#durationBetween}, or the word for no duration at all. */
  static Kind<Optional<Duration>> betweenOrNever(String shortest, String longest) {
    Kind<Duration> durations = Kind.durationBetween(shortest, longest);
    return new Kind<>(
        durations.wanted() + ", or " + NEVER,
        scalar ->
            scalar.text().equals(NEVER)
                ? Optional.empty()
                : Optional.of(durations.reading().read(scalar)));
  }

  /** A whole number that is neither smaller nor larger than some. */
  static Kind<Integer> between(int smallest, int largest) {
    String wanted = "a whole number from " + smallest + " to " + largest;
    return new Kind<>(
        wanted,
        scalar -> {
          if (!WHOLE.matcher(scalar.text()).matches()) {
            throw new Wrong("which is no whole number; write " + wanted);
          }
          long number = Long.parseLong(scalar.text());
          if (number < smallest || number > largest) {
            throw new Wrong("which is out of range; write " + wanted);
          }
          return (int) number;
        });
  }

  private static <E extends Enum<E>> Kind<E> words(Class<E> type) {
    return Kind.oneOf(Arrays.asList(type.getEnumConstants()), OptionKinds::word);
  }

  /** As the constant is written in a file: {@code at-least-once}. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String name(Scalar scalar) throws Wrong {
    String objection = Identifiers.objection(scalar.text());
    if (objection != null) {
      throw new Wrong(objection);
    }
    return scalar.text();
  }

  private static String deployment(Scalar scalar) throws Wrong {
    if (!DEPLOYMENT_NAME.matcher(scalar.text()).matches()) {
      throw new Wrong(
          "which cannot be part of an address; write 1 to 63 letters, digits, dots, underscores and"
              + " hyphens, the first a letter or digit");
    }
    return scalar.text();
  }

  private static String servers(Scalar scalar) throws Wrong {
    for (String server : scalar.text().split(",", -1)) {
      var parts = SERVER.matcher(server.strip());
      if (!parts.matches() || !isPort(parts.group(2))) {
        throw new Wrong(
            "where '"
                + server.strip()
                + "' is no server; write HOST:PORT, several with commas, such as kafka:9092");
      }
    }
    return scalar.text().replaceAll("\\s", "");
  }

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port > 0 && port <= LAST_PORT;
  }

  private static String topic(Scalar scalar) throws Wrong {
    if (!Topic.isValid(scalar.text())) {
      throw new Wrong(
          "which Kafka takes for no topic; write 1 to 249 letters without accents, digits, dots,"
              + " underscores and hyphens");
    }
    return scalar.text();
  }

  /** Of one registry: one, or several with commas between them. */
  private static String urls(Scalar scalar) throws Wrong {
    List<String> urls = new ArrayList<>();
    for (String url : scalar.text().split(",", -1)) {
      urls.add(url(url.strip()));
    }
    return String.join(",", urls);
  }

  private static String url(String text) throws Wrong {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return text.replaceAll("/+$", "");
      }
    } catch (URISyntaxException e) {
      // Said below, without the text that is quoted in the exception.
    }
    throw new Wrong(
        "which is not where a registry answers; write an address such as"
            + " https://registry.example:8081, several of one registry with commas between them,"
            + " and who asks under schema.registry.basic.auth");
  }

  private static Slices slices(Scalar scalar) throws Wrong {
    long length = Kind.DURATION.reading().read(scalar);
    try {
      return new Slices(length);
    } catch (IllegalArgumentException e) {
      throw new Wrong("which does not divide an hour; write one such as PT5M, PT10M or PT1M");
    }
  }

  private static Start start(Scalar scalar) throws Wrong {
    return switch (scalar.text()) {
      case "earliest" -> Start.EARLIEST;
      case "latest" -> Start.LATEST;
      case "committed" -> Start.COMMITTED;
      default -> Start.at(time(scalar));
    };
  }

  private static long time(Scalar scalar) throws Wrong {
    try {
      return Kind.TIME.reading().read(scalar);
    } catch (Wrong e) {
      throw new Wrong(
          "which is neither a time nor a word for one; write earliest, latest, committed or a time"
              + " with its offset between 1990 and 2099, such as 2026-01-05T08:00:00Z");
    }
  }
}

package io.tripline.notify.config;

import io.tripline.kafka.config.References;
import io.tripline.notify.config.NotifyConfiguration.Listen;
import io.tripline.plan.Kind;
import io.tripline.plan.Value.Scalar;
import io.tripline.plan.Wrong;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that the file knows beside those of plans. */
final class NotifyKinds {
  private static final Pattern RECEIVER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern LISTEN =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+\\]):([0-9]{1,5})");
  private static final int LAST_PORT = 65_535;

  static final Kind<String> RECEIVER =
      new Kind<>("a name such as pages", NotifyKinds::receiverName);
  static final Kind<ReceiverType> TYPE =
      Kind.oneOf(Arrays.asList(ReceiverType.values()), ReceiverType::word);
  static final Kind<String> URL =
      new Kind<>("an address such as https://alertmanager.example:9093", NotifyKinds::url);
  static final Kind<String> REFERABLE = new Kind<>("a text", NotifyKinds::referable);
  static final Kind<String> FILE =
      new Kind<>("the path of a file, from the folder of this one on", Kind.NAME.reading());
  static final Kind<String> LABEL =
      new Kind<>("a name of letters, digits and underscores", NotifyKinds::labelName);
  static final Kind<String> HEADER = new Kind<>("the name of a header", NotifyKinds::headerName);
  static final Kind<Listen> ADDRESS = new Kind<>("HOST:PORT", NotifyKinds::listen);
  static final Kind<Boolean> FLAG =
      Kind.oneOf(List.of(Boolean.TRUE, Boolean.FALSE), flag -> flag.toString());

  private NotifyKinds() {}

  static <E extends Enum<E>> Kind<E> words(Class<E> type) {
    return Kind.oneOf(
        Arrays.asList(type.getEnumConstants()),
        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static String receiverName(Scalar scalar) throws Wrong {
    return matching(
        RECEIVER_NAME,
        scalar,
        "which cannot be part of a consumer group's name; write 1 to 63 letters, digits, dots,"
            + " underscores and hyphens, the first a letter or digit");
  }

  private static String labelName(Scalar scalar) throws Wrong {
    return matching(
        LABEL_NAME,
        scalar,
        "which Alertmanager takes for no label; write letters, digits and underscores, the first"
            + " no digit");
  }

  private static String headerName(Scalar scalar) throws Wrong {
    return matching(HEADER_NAME, scalar, "which HTTP takes for no header");
  }

  private static String matching(Pattern pattern, Scalar scalar, String otherwise) throws Wrong {
    if (!pattern.matcher(scalar.text()).matches()) {
      throw new Wrong(otherwise);
    }
    return scalar.text();
  }

  private static String url(Scalar scalar) throws Wrong {
    if (References.isReference(scalar.text())) {
      return scalar.text();
    }
    try {
      URI uri = new URI(scalar.text());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return scalar.text().replaceAll("/+$", "");
      }
    } catch (URISyntaxException e) {
      // Said below, without the text that is quoted in the exception.
    }
    throw new Wrong(
        "which is no address; write one such as https://alertmanager.example:9093, or where it is"
            + " to be found: "
            + References.WANTED);
  }

  private static String referable(Scalar scalar) throws Wrong {
    var objection = References.objection(scalar.text());
    if (objection.isPresent()) {
      throw new Wrong("which " + objection.get());
    }
    return scalar.text();
  }

  private static Listen listen(Scalar scalar) throws Wrong {
    Matcher parts = LISTEN.matcher(scalar.text());
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > LAST_PORT) {
      throw new Wrong("which is no address; write HOST:PORT, such as localhost:9095");
    }
    return new Listen(parts.group(1), Integer.parseInt(parts.group(2)));
  }
}

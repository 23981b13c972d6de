package io.tripline.backtest.sweep;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names points after their values: {@code fidelity-day.critical=0.10,zombie.for=PT4H}. They name
 * files too, so what a file cannot be called is an underscore, and what is long is cut; where that
 * makes two alike, the later one has a number.
 */
final class PointNames {
  private static final int LONGEST = 120;
  private static final Pattern NO_FILE_NAME = Pattern.compile("[^A-Za-z0-9._=,%+-]");

  private final Set<String> given = new HashSet<>();

  /**
   * @param parameters the values by their paths
   */
  String of(Map<String, String> parameters) {
    String all =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + '=' + parameter.getValue())
            .collect(Collectors.joining(","));
    String name = NO_FILE_NAME.matcher(all).replaceAll("_");
    String cut = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    String unique = cut;
    for (int number = 2; !given.add(unique); number++) {
      unique = cut + '-' + number;
    }
    return unique;
  }
}

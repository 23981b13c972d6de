package io.tripline.history.csv;

import java.util.Map;

/**
 * How the exports of a mapping are written, where a value does not say otherwise.
 *
 * @param tables by name
 */
record Conventions(
    TimeFormat times, NumberFormat numbers, Map<String, Map<String, String>> tables) {

  Conventions {
    tables = Map.copyOf(tables);
  }
}

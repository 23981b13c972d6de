package io.tripline.history.vendor;

import java.time.Duration;
import java.util.Map;

/**
 * How to read FOCUS data.
 *
 * @param cost which of the costs counts
 * @param serviceBy the column that the service is found by; not used if there is a tag
 * @param serviceTag the tag that the service is found by, or null
 * @param services which service that is
 * @param categories cost pools by ServiceName or ServiceCategory
 * @param otherwise the cost pool of all else
 * @param currency the job's, of which all charges must be
 * @param knownColumn a column that says when a charge became known, or null
 * @param knownAfter how long after the end of its charge period a charge became known, where
 *     nothing says it
 */
public record FocusOptions(
    Cost cost,
    String serviceBy,
    String serviceTag,
    Services services,
    Map<String, String> categories,
    String otherwise,
    String currency,
    String knownColumn,
    Duration knownAfter) {

  /** Copies. */
  public FocusOptions {
    categories = Map.copyOf(categories);
  }

  /** What a charge costs, in the words of FOCUS. */
  public enum Cost {
    /** What is invoiced. */
    BILLED("BilledCost"),
    /** What is invoiced, with what was paid in advance spread over its use. */
    EFFECTIVE("EffectiveCost");

    private final String column;

    Cost(String column) {
      this.column = column;
    }

    /** The column that holds it. */
    public String column() {
      return column;
    }
  }
}

package io.tripline.plantest;

import java.util.List;

/**
 * A field of an event, as it was expected and as it came.
 *
 * @param path of the field in the event, such as {@code leaves[0].amount}
 * @param expected what was expected, or null where nothing was
 * @param got what came, or null where no event came
 * @param equal whether it is what was expected
 */
public record FieldComparison(String path, String expected, String got, boolean equal) {
  static boolean allEqual(List<FieldComparison> comparisons) {
    return comparisons.stream().allMatch(FieldComparison::equal);
  }
}

package io.tripline.notify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is committed beside an offset, as its metadata: what it takes to go on from there.
 *
 * @param from the offset from which on to read, up to the committed one, to know what is open
 * @param found whether the receiver is still to be told what was found open at the first start
 */
record Mark(long from, boolean found) {
  private static final Pattern WRITTEN =
      Pattern.compile("tripline-notify;from=([0-9]{1,18})(;found)?");

  /** Empty if it is not what this has written: somebody has reset the offset. */
  static Optional<Mark> read(String metadata) {
    Matcher parts = WRITTEN.matcher(metadata == null ? "" : metadata);
    return parts.matches()
        ? Optional.of(new Mark(Long.parseLong(parts.group(1)), parts.group(2) != null))
        : Optional.empty();
  }

  String written() {
    return "tripline-notify;from=" + from + (found ? ";found" : "");
  }
}

package io.tripline.kafka.sink;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/**
 * How long it took by the wall clock until something was said, in milliseconds. All can be below
 * zero where the clocks of producers are ahead of ours.
 *
 * @param sourceLag from the tick until the ledger evaluated it: what producers, watermarks and
 *     backlog cost
 * @param dwell from there until it was handed to the producer
 * @param detection from when what it is about began until it was handed to the producer; null of
 *     what has no beginning
 */
record Latencies(long sourceLag, long dwell, Long detection) {
  static final String SOURCE_LAG_HEADER = "tripline-source-lag-ms";
  static final String DWELL_HEADER = "tripline-dwell-ms";
  static final String DETECTION_HEADER = "tripline-detection-ms";

  /**
   * Of an announcement about a tick.
   *
   * @param now when it is handed to the producer
   */
  static Latencies of(Announcement announcement, long now) {
    Attributes attributes = announcement.attributes();
    return new Latencies(
        announcement.evaluatedAt() - attributes.time(),
        now - announcement.evaluatedAt(),
        attributes.since() == null ? null : Long.valueOf(now - attributes.since()));
  }

  void addTo(Headers headers) {
    add(SOURCE_LAG_HEADER, sourceLag, headers);
    add(DWELL_HEADER, dwell, headers);
    if (detection != null) {
      add(DETECTION_HEADER, detection, headers);
    }
  }

  private static void add(String name, long millis, Headers headers) {
    headers.add(name, Long.toString(millis).getBytes(StandardCharsets.UTF_8));
  }
}

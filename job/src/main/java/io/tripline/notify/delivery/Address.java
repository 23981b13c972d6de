package io.tripline.notify.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where a receiver is reached, and as whom. References to secrets are as they were written; they
 * are resolved each time something is sent, so that a secret can be changed under way.
 *
 * @param urls one, or several that are told the same, of which one that takes it is enough
 * @param headers by their names, beside the content type
 * @param timeout of one attempt
 */
public record Address(List<String> urls, Map<String, String> headers, Duration timeout) {
  public Address {
    urls = List.copyOf(urls);
    headers = Map.copyOf(headers);
  }
}

package io.tripline.notify.config;

import java.util.List;
import java.util.Locale;

/** What kinds of receivers there are, and what can be told of each beside what all are told. */
public enum ReceiverType {
  ALERTMANAGER(List.of("labels", "resend", "keep", "title", "text")),
  PAGERDUTY(List.of("routing.key", "title", "text")),
  SLACK(List.of("title", "text")),
  WEBHOOK(List.of());

  private final List<String> keys;

  ReceiverType(List<String> keys) {
    this.keys = keys;
  }

  /** As it is written in the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> keys() {
    return keys;
  }
}

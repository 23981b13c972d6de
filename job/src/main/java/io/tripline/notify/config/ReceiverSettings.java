package io.tripline.notify.config;

import io.tripline.notify.alert.Filter;
import io.tripline.notify.delivery.Address;
import io.tripline.notify.delivery.Backoff;
import io.tripline.notify.template.TextTemplate;
import java.time.Duration;
import java.util.Map;

/**
 * Whom to notify, of what, and how. Holds no secret, only references to secrets.
 *
 * @param name part of its consumer group's name
 * @param deployment which Tripline it is told about
 * @param labels of alerts, beside those that tell one from another; of an Alertmanager
 * @param resend how often what is open is sent again; of an Alertmanager
 * @param keep how long an alert stays open that is not sent again; of an Alertmanager
 * @param routingKey a reference; of PagerDuty
 * @param title null for a webhook
 * @param text null for a webhook
 */
public record ReceiverSettings(
    String name,
    ReceiverType type,
    String deployment,
    Address address,
    Filter filter,
    Backoff backoff,
    Map<String, String> labels,
    Duration resend,
    Duration keep,
    String routingKey,
    TextTemplate title,
    TextTemplate text) {
  public ReceiverSettings {
    labels = Map.copyOf(labels);
  }
}

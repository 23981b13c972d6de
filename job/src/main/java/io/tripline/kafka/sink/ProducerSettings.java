package io.tripline.kafka.sink;

import io.tripline.kafka.config.JobConfiguration;
import io.tripline.kafka.config.RecordSizes;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the producers of results are created with, where nobody says otherwise. */
final class ProducerSettings {
  /** Kafka's own default. */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);

  private ProducerSettings() {}

  /**
   * As configured.
   *
   * @throws IllegalArgumentException if a record may wait for longer than its transaction lasts
   */
  static Properties of(JobConfiguration configuration) {
    Properties settings = configuration.connection().producerProperties();
    Duration transaction = configuration.output().transactionTimeout();
    settings.putIfAbsent(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(RecordSizes.RESULTS));
    // Of those worth their CPU, the one that also runs without a library of the machine's own.
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    Duration delivery =
        DELIVERY_TIMEOUT.compareTo(transaction) < 0 ? DELIVERY_TIMEOUT : transaction;
    settings.putIfAbsent(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(delivery.toMillis()));
    settings.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transaction.toMillis()));
    checkDelivery(settings, transaction);
    return settings;
  }

  /** A broker that has given up a transaction takes nothing more of it, however long we try. */
  private static void checkDelivery(Properties settings, Duration transaction) {
    long delivery =
        Long.parseLong(settings.getProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG).strip());
    if (delivery > transaction.toMillis()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %d ms, longer than transactions last, which is %d ms; shorten the one or"
                  + " lengthen the other",
              ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
              delivery,
              transaction.toMillis()));
    }
  }
}

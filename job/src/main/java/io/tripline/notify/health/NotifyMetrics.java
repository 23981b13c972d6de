package io.tripline.notify.health;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.tripline.notify.alert.Notice;
import io.tripline.notify.config.NotifyConfiguration.Listen;
import io.tripline.notify.delivery.Outcome;
import io.tripline.notify.journal.Journal;
import java.io.IOException;
import java.time.Duration;

/**
 * What happens, counted for Prometheus. All is labelled with the receiver, and with nothing that
 * there are many of.
 *
 * <pre>
 *   tripline_notify_events_total{receiver, outcome}   events dealt with: delivered, refused,
 *                                                     unreadable, passed_over
 *   tripline_notify_failures_total{receiver}          attempts that failed and are made again
 *   tripline_notify_resent_total{receiver}            messages in which open alerts were sent again
 *   tripline_notify_open_alerts{receiver}             alerts open by the partitions that this process
 *                                                     reads
 *   tripline_notify_behind_events{receiver}           events there that are not dealt with
 *   tripline_notify_blocked_seconds{receiver}         for how long nothing could be sent; 0 if it can
 * </pre>
 */
public final class NotifyMetrics implements Journal, AutoCloseable {
  private static final String RECEIVER = "receiver";

  private final HTTPServer server;
  private final Counter events;
  private final Counter failures;
  private final Counter resent;
  private final Gauge open;
  private final Gauge behind;
  private final Gauge blocked;

  private NotifyMetrics(PrometheusRegistry registry, Listen listen) throws IOException {
    events =
        Counter.builder()
            .name("tripline_notify_events_total")
            .help("Events dealt with, by what became of them")
            .labelNames(RECEIVER, "outcome")
            .register(registry);
    failures =
        Counter.builder()
            .name("tripline_notify_failures_total")
            .help("Attempts to send that failed and are made again")
            .labelNames(RECEIVER)
            .register(registry);
    resent =
        Counter.builder()
            .name("tripline_notify_resent_total")
            .help("Messages in which open alerts were sent again")
            .labelNames(RECEIVER)
            .register(registry);
    open = gauge("tripline_notify_open_alerts", "Alerts that are open", registry);
    behind = gauge("tripline_notify_behind_events", "Events not yet dealt with", registry);
    blocked = gauge("tripline_notify_blocked_seconds", "How long nothing could be sent", registry);
    server =
        HTTPServer.builder()
            .hostname(listen.host())
            .port(listen.port())
            .registry(registry)
            .buildAndStart();
  }

  private static Gauge gauge(String name, String help, PrometheusRegistry registry) {
    return Gauge.builder().name(name).help(help).labelNames(RECEIVER).register(registry);
  }

  /**
   * Begins to count, and to answer on {@code /metrics} and {@code /-/healthy}.
   *
   * @throws IOException if it cannot listen there
   */
  public static NotifyMetrics at(Listen listen) throws IOException {
    return new NotifyMetrics(new PrometheusRegistry(), listen);
  }

  /** Where it answers. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void delivered(String receiver, Notice notice) {
    events.labelValues(receiver, "delivered").inc();
  }

  @Override
  public void refused(String receiver, Notice notice, Outcome outcome) {
    events.labelValues(receiver, "refused").inc();
  }

  @Override
  public void unreadable(String receiver, String place, String why) {
    events.labelValues(receiver, "unreadable").inc();
  }

  @Override
  public void passedOver(String receiver, Notice notice) {
    events.labelValues(receiver, "passed_over").inc();
  }

  @Override
  public void waiting(String receiver, String why, int inARow, Duration pause) {
    failures.labelValues(receiver).inc();
  }

  @Override
  public void resent(String receiver, int messages) {
    resent.labelValues(receiver).inc((double) messages);
  }

  @Override
  public void stands(String receiver, int openAlerts, long behindEvents, Duration blockedFor) {
    open.labelValues(receiver).set(openAlerts);
    behind.labelValues(receiver).set((double) behindEvents);
    blocked.labelValues(receiver).set(blockedFor.toMillis() / 1000.0);
  }

  @Override
  public void close() {
    server.close();
  }
}

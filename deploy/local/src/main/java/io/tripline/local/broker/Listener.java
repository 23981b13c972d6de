package io.tripline.local.broker;

import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * An address at which a broker takes clients, on this machine only.
 *
 * @param protocol how they are to speak; also the listener's name, so that there is one of each
 * @param port from 1
 */
public record Listener(SecurityProtocol protocol, int port) {
  static final String LOOPBACK = "127.0.0.1";

  /** {@code host:port}, as clients are told. */
  public String address() {
    return LOOPBACK + ":" + port;
  }

  String endpoint() {
    return protocol.name() + "://" + address();
  }
}

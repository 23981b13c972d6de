package io.tripline.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripline.kafka.source.Heartbeat;
import java.io.IOException;
import java.util.Base64;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record as it was sent to a topic of facts, to be sent again byte for byte.
 *
 * @param time the record's timestamp, milliseconds since the epoch
 * @param key null for a heartbeat
 * @param value null for a heartbeat
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Sent(String topic, int partition, long time, byte[] key, byte[] value) {
  private static final JsonMapper MAPPER = new JsonMapper();

  boolean isHeartbeat() {
    return value == null;
  }

  ProducerRecord<byte[], byte[]> message() {
    return isHeartbeat()
        ? Heartbeat.of(topic, partition, time)
        : new ProducerRecord<>(topic, partition, time, key, value);
  }

  String toLine() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("topic", topic).put("partition", partition).put("time", time);
    if (!isHeartbeat()) {
      json.put("key", Base64.getEncoder().encodeToString(key));
      json.put("value", Base64.getEncoder().encodeToString(value));
    }
    return json.toString();
  }

  static Sent ofLine(String line) throws IOException {
    JsonNode json = MAPPER.readTree(line);
    return new Sent(
        json.get("topic").asText(),
        json.get("partition").asInt(),
        json.get("time").asLong(),
        json.has("key") ? json.get("key").binaryValue() : null,
        json.has("value") ? json.get("value").binaryValue() : null);
  }
}

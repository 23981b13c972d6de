package io.tripline.checks.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every service of a Compose file is held to: a version of its image, no rights that it does
 * not need, nothing open to other machines, limits, a sign of life, and files that are there.
 */
final class ServiceRules {
  /** Their images write their own configuration when they start. */
  private static final Set<String> WRITE_THEIR_IMAGE = Set.of("kafka", "registry");

  private static final Pattern VERSION = Pattern.compile(".+:v?[0-9]+\\.[0-9]+\\.[0-9]+");

  private final String name;
  private final JsonNode service;
  private final List<String> objections = new ArrayList<>();

  private ServiceRules(String name, JsonNode service) {
    this.name = name;
    this.service = service;
  }

  /**
   * What a service is to be blamed for.
   *
   * @param service as {@code docker-compose config --format json} has it
   */
  static List<String> objections(String name, JsonNode service) {
    ServiceRules rules = new ServiceRules(name, service);
    rules.check();
    return rules.objections;
  }

  private void check() {
    check(VERSION.matcher(service.path("image").asText()).matches(), "an image with a version");
    check(!service.path("privileged").asBoolean(), "no privileged");
    check(!service.path("network_mode").asText().equals("host"), "no host network");
    check(service.at("/cap_drop/0").asText().equals("ALL"), "no capabilities");
    check(service.path("cap_add").isEmpty(), "no capabilities added");
    check(
        service.at("/security_opt/0").asText().equals("no-new-privileges:true"),
        "no-new-privileges");
    check(
        service.path("read_only").asBoolean() != WRITE_THEIR_IMAGE.contains(name),
        "a read-only file system, but for those that write their own");
    check(service.has("mem_limit"), "a limit of memory");
    JsonNode health = service.path("healthcheck");
    check(health.has("test") || health.path("disable").asBoolean(), "a health check");
    for (JsonNode port : service.path("ports")) {
      check(port.path("host_ip").asText().equals("127.0.0.1"), "ports of this machine only");
    }
    for (JsonNode volume : service.path("volumes")) {
      if (volume.path("type").asText().equals("bind")) {
        String source = volume.path("source").asText();
        check(volume.path("read_only").asBoolean(), source + " to be mounted read-only");
        check(Files.exists(Path.of(source)), source + " to be there");
      }
    }
  }

  private void check(boolean right, String wanted) {
    if (!right) {
      objections.add(name + ": wanted is " + wanted);
    }
  }
}

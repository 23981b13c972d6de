package io.tripline.checks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What the Flink Kubernetes Operator takes: the CRD in the newest of its API's jars that Maven
 * Central has, which is 1.10.0. Its list of Flink's versions ends at 1.20; the operator that this
 * is deployed with, 1.13 or newer, adds those of Flink 2.
 */
final class FlinkDeploymentSchema {
  private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final String[] ADDED_SINCE = {"v2_0", "v2_1", "v2_2"};

  private FlinkDeploymentSchema() {}

  /** The schema of {@code spec}, with no place for fields that it does not name. */
  static ObjectNode spec() {
    try (InputStream crd = FlinkDeploymentSchema.class.getResourceAsStream(CRD)) {
      JsonNode spec =
          new YAMLMapper()
              .readTree(crd)
              .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
      ArrayNode versions = (ArrayNode) spec.at("/properties/flinkVersion/enum");
      for (String version : ADDED_SINCE) {
        versions.add(version);
      }
      close(spec);
      return (ObjectNode) spec;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kubernetes drops what a CRD does not name, and says nothing. */
  private static void close(JsonNode schema) {
    boolean open =
        schema.has("additionalProperties")
            || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    if (schema.path("properties").isObject() && !open) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(FlinkDeploymentSchema::close);
  }
}

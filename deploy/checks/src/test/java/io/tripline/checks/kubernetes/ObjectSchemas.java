package io.tripline.checks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.user.KafkaUserSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What objects of Kubernetes may hold, by their {@code apiVersion} and {@code kind}: strictly, so
 * that a field that nobody knows is an error, as are one of the wrong type and one that is missing.
 *
 * <table>
 *   <caption>Where a schema comes from</caption>
 *   <tr><td>Kubernetes' own kinds</td><td>the classes of its Java client, which are generated from
 *     its OpenAPI document and say which fields must be given</td></tr>
 *   <tr><td>FlinkDeployment</td><td>the operator's CRD, which holds no required fields</td></tr>
 *   <tr><td>Strimzi's, the Prometheus operator's</td><td>classes published for these CRDs, which are
 *     in no registry themselves; what must be given is not in them</td></tr>
 * </table>
 */
final class ObjectSchemas {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final SchemaValidatorsConfig POINTERS =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .locale(Locale.ENGLISH)
          .build();

  private final Map<String, JsonSchema> schemas = new HashMap<>();
  private final JsonSchema pod;

  ObjectSchemas() {
    builtIn("v1", "Namespace", V1Namespace.class);
    builtIn("v1", "ConfigMap", V1ConfigMap.class);
    builtIn("v1", "ServiceAccount", V1ServiceAccount.class);
    builtIn("apps/v1", "Deployment", V1Deployment.class);
    builtIn("networking.k8s.io/v1", "NetworkPolicy", V1NetworkPolicy.class);
    builtIn("policy/v1", "PodDisruptionBudget", V1PodDisruptionBudget.class);
    builtIn("rbac.authorization.k8s.io/v1", "Role", V1Role.class);
    builtIn("rbac.authorization.k8s.io/v1", "RoleBinding", V1RoleBinding.class);
    custom("flink.apache.org/v1beta1", "FlinkDeployment", FlinkDeploymentSchema.spec());
    custom("kafka.strimzi.io/v1", "KafkaTopic", ModelSchemas.ofJackson(KafkaTopicSpec.class));
    custom("kafka.strimzi.io/v1", "KafkaUser", ModelSchemas.ofJackson(KafkaUserSpec.class));
    custom("monitoring.coreos.com/v1", "PodMonitor", ModelSchemas.ofJackson(PodMonitorSpec.class));
    custom(
        "monitoring.coreos.com/v1",
        "PrometheusRule",
        ModelSchemas.ofJackson(PrometheusRuleSpec.class));
    pod = schema(ModelSchemas.ofKubernetes(V1Pod.class));
  }

  private void builtIn(String apiVersion, String kind, Class<?> model) {
    schemas.put(key(apiVersion, kind), schema(ModelSchemas.ofKubernetes(model)));
  }

  private void custom(String apiVersion, String kind, ObjectNode spec) {
    ObjectNode whole = ModelSchemas.object();
    ObjectNode properties = whole.putObject("properties");
    properties.putObject("apiVersion").put("const", apiVersion);
    properties.putObject("kind").put("const", kind);
    properties.set("metadata", resource(ModelSchemas.ofKubernetes(V1ObjectMeta.class), "metadata"));
    properties.set("spec", resource(spec, "spec"));
    whole.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
    schemas.put(key(apiVersion, kind), schema(whole));
  }

  /** So that references inside of a schema stay inside of it when it becomes part of another. */
  private static ObjectNode resource(ObjectNode schema, String name) {
    return schema.put("$id", "https://tripline.example/" + name);
  }

  private static JsonSchema schema(JsonNode schema) {
    return FACTORY.getSchema(schema, POINTERS);
  }

  private static String key(String apiVersion, String kind) {
    return apiVersion + " " + kind;
  }

  /** What is wrong with an object, each with the pointer to where. */
  List<String> faults(JsonNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    JsonSchema schema = schemas.get(key(apiVersion, kind));
    if (schema == null) {
      return List.of(
          "%s of %s is a kind that has no schema in ObjectSchemas".formatted(kind, apiVersion));
    }
    List<String> faults = new ArrayList<>(shown(kind, schema.validate(object)));
    // The CRD takes every field of a pod for optional; Kubernetes, in the end, does not.
    for (String holder : List.of("/spec", "/spec/jobManager", "/spec/taskManager")) {
      JsonNode template = object.at(holder + "/podTemplate");
      if (template.isObject()) {
        faults.addAll(shown(kind + "'s " + holder + "/podTemplate", pod.validate(template)));
      }
    }
    return faults;
  }

  private static List<String> shown(String what, Set<ValidationMessage> messages) {
    return messages.stream().map(message -> what + " " + message.getMessage()).sorted().toList();
  }
}

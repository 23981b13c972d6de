package io.tripline.checks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every pod is held to, beyond what Kubernetes asks: no root, nothing to write to but what is
 * given, no rights of the kernel's, a token for Kubernetes only where it is used, a version of its
 * image, limits, and no secret in plain sight.
 */
final class PodRules {
  /** Flink's own high availability and its starting of TaskManagers go by way of Kubernetes. */
  private static final Set<String> NEED_A_TOKEN = Set.of("FlinkDeployment tripline-job");

  private static final Pattern VERSION = Pattern.compile(".+:[0-9]+\\.[0-9]+\\.[0-9]+.*");
  private static final Pattern SECRET = Pattern.compile("(?i).*(PASSWORD|SECRET|TOKEN|KEY).*");

  private final String name;
  private final JsonNode pod;
  private final List<String> objections = new ArrayList<>();

  private PodRules(String name, JsonNode pod) {
    this.name = name;
    this.pod = pod;
  }

  /** What an object's pods are to be blamed for; nothing if it has none. */
  static List<String> objections(JsonNode object) {
    String name = object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    List<String> objections = new ArrayList<>();
    JsonNode flink = object.at("/spec/podTemplate/spec");
    if (flink.isObject()) {
      PodRules rules = new PodRules(name, flink);
      rules.checkPod();
      rules.checkImage(object.at("/spec/image").asText());
      rules.check(
          object.at("/spec/jobManager/podTemplate").isMissingNode(), "one template for all");
      rules.check(
          object.at("/spec/taskManager/podTemplate").isMissingNode(), "one template for all");
      rules.check(object.at("/spec/jobManager/resource/memory").isTextual(), "JobManager's memory");
      rules.check(
          object.at("/spec/taskManager/resource/memory").isTextual(), "TaskManagers' memory");
      objections.addAll(rules.objections);
    }
    JsonNode template = object.at("/spec/template/spec");
    if (template.isObject()) {
      PodRules rules = new PodRules(name, template);
      rules.checkPod();
      for (JsonNode container : template.path("containers")) {
        rules.checkImage(container.path("image").asText());
        rules.check(container.at("/resources/limits/memory").isTextual(), "a limit of memory");
        rules.check(container.at("/resources/requests/cpu").isTextual(), "a request of cpu");
        rules.check(container.path("livenessProbe").isObject(), "a liveness probe");
      }
      objections.addAll(rules.objections);
    }
    return objections;
  }

  private void checkPod() {
    check(pod.at("/securityContext/runAsNonRoot").asBoolean(), "runAsNonRoot");
    check(pod.at("/securityContext/runAsUser").asInt() > 0, "a user that is not root");
    check(
        pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
        "seccompProfile RuntimeDefault");
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      check(!pod.path(shared).asBoolean(), "no " + shared);
    }
    JsonNode token = pod.path("automountServiceAccountToken");
    check(token.isBoolean(), "automountServiceAccountToken, which way ever");
    check(token.asBoolean() == NEED_A_TOKEN.contains(name), "no token that is not needed");
    for (JsonNode volume : pod.path("volumes")) {
      check(volume.path("hostPath").isMissingNode(), "no folder of the node's");
      JsonNode scratch = volume.path("emptyDir");
      check(scratch.isMissingNode() || scratch.has("sizeLimit"), "a limit of each emptyDir");
    }
    check(!pod.path("containers").isEmpty(), "containers");
    for (String kind : List.of("containers", "initContainers", "ephemeralContainers")) {
      pod.path(kind).forEach(this::checkContainer);
    }
  }

  private void checkContainer(JsonNode container) {
    JsonNode context = container.path("securityContext");
    check(context.path("readOnlyRootFilesystem").asBoolean(), "readOnlyRootFilesystem");
    check(
        context.path("allowPrivilegeEscalation").isBoolean()
            && !context.path("allowPrivilegeEscalation").asBoolean(),
        "no allowPrivilegeEscalation");
    check(!context.path("privileged").asBoolean(), "no privileged");
    check(context.at("/capabilities/drop/0").asText().equals("ALL"), "no capabilities");
    check(context.at("/capabilities/add").isEmpty(), "no capabilities added");
    for (JsonNode variable : container.path("env")) {
      boolean open = variable.has("value");
      boolean secret = SECRET.matcher(variable.path("name").asText()).matches();
      check(!(open && secret), "no secret in plain sight");
    }
  }

  private void checkImage(String image) {
    check(VERSION.matcher(image).matches(), "an image with a version, which " + image + " has not");
  }

  private void check(boolean right, String wanted) {
    if (!right) {
      objections.add(name + ": wanted is " + wanted);
    }
  }
}

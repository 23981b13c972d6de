package io.tripline.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for pods object to what they are there to object to. */
class PodRulesTest {
  private static final String DEPLOYMENT =
      """
      kind: Deployment
      metadata: {name: notify}
      spec:
        template:
          spec:
            automountServiceAccountToken: false
            securityContext:
              runAsNonRoot: true
              runAsUser: 9999
              seccompProfile: {type: RuntimeDefault}
            containers:
              - image: tripline:0.1.0
                env: [{name: OPTIONS, value: none}]
                livenessProbe: {}
                resources: {limits: {memory: 1Gi}, requests: {cpu: 100m}}
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities: {drop: [ALL]}
            volumes: [{emptyDir: {sizeLimit: 1Gi}}]
      """;

  @Test
  void whatIsRightIsNotObjectedTo() throws Exception {
    assertThat(objections(DEPLOYMENT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "runAsNonRoot: true, runAsNonRoot: false, runAsNonRoot",
    "runAsUser: 9999, runAsUser: 0, a user",
    "RuntimeDefault, Unconfined, seccompProfile",
    "automountServiceAccountToken: false, automountServiceAccountToken: true, no token",
    "automountServiceAccountToken: false, hostNetwork: true, hostNetwork",
    "automountServiceAccountToken: false, restartPolicy: Always, which way ever",
    "readOnlyRootFilesystem: true, privileged: true, no privileged",
    "readOnlyRootFilesystem: true, readOnlyRootFilesystem: false, readOnlyRootFilesystem",
    "allowPrivilegeEscalation: false, allowPrivilegeEscalation: true, allowPrivilegeEscalation",
    "drop: [ALL], drop: [NET_RAW], no capabilities",
    "drop: [ALL], 'drop: [ALL], add: [NET_ADMIN]', added",
    "tripline:0.1.0, tripline:latest, a version",
    "tripline:0.1.0, tripline, a version",
    "'limits: {memory: 1Gi}', 'limits: {cpu: 1}', memory",
    "'emptyDir: {sizeLimit: 1Gi}', 'emptyDir: {}', emptyDir",
    "'emptyDir: {sizeLimit: 1Gi}', 'hostPath: {path: /}', the node's",
    "name: OPTIONS, name: KAFKA_PASSWORD, plain sight",
    "'livenessProbe: {}', 'tty: false', liveness"
  })
  void whatIsWrongIs(String right, String wrong, String wanted) throws Exception {
    assertThat(DEPLOYMENT).contains(right);
    assertThat(objections(DEPLOYMENT.replace(right, wrong)))
        .anyMatch(objection -> objection.contains(wanted));
  }

  private static List<String> objections(String yaml) throws IOException {
    return PodRules.objections(Rendering.objects(yaml).get(0));
  }
}

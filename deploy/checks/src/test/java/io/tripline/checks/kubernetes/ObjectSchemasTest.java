package io.tripline.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of schemas finds what it is there to find. */
class ObjectSchemasTest {
  private static final ObjectSchemas SCHEMAS = new ObjectSchemas();

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: notify, labels: {a: b}}
      spec:
        replicas: 2
        selector: {matchLabels: {a: b}}
        template:
          metadata: {labels: {a: b}}
          spec:
            containers:
              - name: notify
                image: tripline:0.1.0
                resources: {limits: {memory: 384Mi, cpu: 1}}
                livenessProbe: {httpGet: {path: /-/healthy, port: metrics}}
                securityContext: {readOnlyRootFilesystem: true}
      """;
  private static final String FLINK =
      """
      apiVersion: flink.apache.org/v1beta1
      kind: FlinkDeployment
      metadata: {name: job}
      spec:
        flinkVersion: v2_2
        flinkConfiguration: {state.backend.type: rocksdb}
        jobManager: {resource: {cpu: 0.5, memory: 1600m}}
        job: {parallelism: 4, upgradeMode: savepoint}
        podTemplate:
          spec:
            containers:
              - name: flink-main-container
                ports: [{name: metrics, containerPort: 9249}]
      """;
  private static final String TOPIC =
      """
      apiVersion: kafka.strimzi.io/v1
      kind: KafkaTopic
      metadata: {name: tripline.cost}
      spec: {partitions: 3, replicas: 3, config: {retention.ms: -1}}
      """;
  private static final String USER =
      """
      apiVersion: kafka.strimzi.io/v1
      kind: KafkaUser
      metadata: {name: tripline-job}
      spec:
        authentication: {type: scram-sha-512}
        authorization:
          type: simple
          acls:
            - resource: {type: topic, name: tripline.cost, patternType: literal}
              operations: [Read]
      """;
  private static final String POD_MONITOR =
      """
      apiVersion: monitoring.coreos.com/v1
      kind: PodMonitor
      metadata: {name: job}
      spec:
        selector: {matchLabels: {a: b}}
        podMetricsEndpoints: [{port: metrics, interval: 15s}]
      """;
  private static final String RULE =
      """
      apiVersion: monitoring.coreos.com/v1
      kind: PrometheusRule
      metadata: {name: tripline}
      spec:
        groups:
          - name: tripline
            rules: [{alert: Down, expr: up == 0, for: 5m, labels: {severity: page}}]
      """;
  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: names}
      spec:
        podSelector: {}
        policyTypes: [Egress]
        egress: [{ports: [{port: 53, protocol: UDP}, {port: metrics}]}]
      """;

  @Test
  void whatIsRightHasNoFaults() throws Exception {
    for (String good : List.of(DEPLOYMENT, FLINK, TOPIC, USER, POD_MONITOR, RULE, POLICY)) {
      assertThat(SCHEMAS.faults(yaml(good))).as(good).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "replicas:, replicsa:, replicsa",
    "readOnlyRootFilesystem, readOnlyRootFileSystem, readOnlyRootFileSystem",
    "replicas: 2, replicas: two, integer expected",
    "replicas: 2, replicas: '\"2\"', integer expected",
    "readOnlyRootFilesystem: true, readOnlyRootFilesystem: '\"true\"', boolean expected",
    "- name: notify, - workingDir: /, required property 'name' not found",
    "'selector: {matchLabels: {a: b}}', paused: false, required property 'selector' not found",
    "'port: metrics', 'port: [8080]', 'integer, string'",
    "'labels: {a: b}}', 'lables: {a: b}}', lables"
  })
  void aFaultOfADeploymentIsFound(String right, String wrong, String fault) throws Exception {
    assertFault(DEPLOYMENT, right, wrong, fault);
  }

  @ParameterizedTest
  @CsvSource({
    "upgradeMode: savepoint, upgradeMode: savepoints, does not have a value in the enumeration",
    "upgradeMode:, upgrademode:, upgrademode",
    "v2_2, v2_9, does not have a value in the enumeration",
    "cpu: 0.5, cpu: 500m, number expected",
    "type: rocksdb, type: [rocksdb], string expected",
    "containerPort:, containerport:, containerport",
    "- name: flink-main-container, - image: flink, required property 'name' not found",
    "'podTemplate:', 'podTemplates:', podTemplates",
    "'metadata: {name: job}', 'metadata: {nam: job}', nam",
    "'spec:', 'spek:', spek"
  })
  void aFaultOfAFlinkDeploymentIsFound(String right, String wrong, String fault) throws Exception {
    assertFault(FLINK, right, wrong, fault);
  }

  @ParameterizedTest
  @CsvSource({
    "partitions: 3, partitions: three, integer expected",
    "partitions:, partition:, partition",
    "kind: KafkaTopic, kind: KafkaTopics, no schema",
    "kafka.strimzi.io/v1, kafka.strimzi.io/v7, no schema"
  })
  void aFaultOfATopicIsFound(String right, String wrong, String fault) throws Exception {
    assertFault(TOPIC, right, wrong, fault);
  }

  @ParameterizedTest
  @CsvSource({
    "[Read], [Reed], enumeration",
    "operations: [Read], operation: [Read], string",
    "patternType: literal, patterntype: literal, patterntype",
    "patternType: literal, patternType: regex, enumeration",
    "type: scram-sha-512, type: scram, scram",
    "acls:, acl:, acl"
  })
  void aFaultOfAUserIsFound(String right, String wrong, String fault) throws Exception {
    assertFault(USER, right, wrong, fault);
  }

  @ParameterizedTest
  @CsvSource({"podMetricsEndpoints, podMetricEndpoints", "interval:, intervall:"})
  void aFaultOfAPodMonitorIsFound(String right, String wrong) throws Exception {
    assertFault(POD_MONITOR, right, wrong, wrong.replace(":", ""));
  }

  @ParameterizedTest
  @CsvSource({"expr:, expression:, expression", "groups:, group:, group"})
  void aFaultOfARuleIsFound(String right, String wrong, String fault) throws Exception {
    assertFault(RULE, right, wrong, fault);
  }

  @ParameterizedTest
  @CsvSource({
    "podSelector, podselector, podselector",
    "egress:, exgress:, exgress",
    "policyTypes: [Egress], policyTypes: Egress, array expected"
  })
  void aFaultOfANetworkPolicyIsFound(String right, String wrong, String fault) throws Exception {
    assertFault(POLICY, right, wrong, fault);
  }

  private static void assertFault(String object, String right, String wrong, String fault)
      throws JsonProcessingException {
    assertThat(object).contains(right);
    assertThat(SCHEMAS.faults(yaml(object.replace(right, wrong))))
        .anyMatch(found -> found.contains(fault));
  }

  private static JsonNode yaml(String text) throws JsonProcessingException {
    return new YAMLMapper().readTree(text);
  }
}

package io.tripline.checks.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tripline.checks.Checkout;
import io.tripline.checks.CommandLineCheck;
import io.tripline.checks.FlinkOptions;
import io.tripline.cli.Tripline;
import io.tripline.kafka.admin.ObservedTopic;
import io.tripline.kafka.admin.TopicSettings;
import io.tripline.kafka.admin.WantedTopic;
import io.tripline.kafka.config.ConfigurationFile;
import io.tripline.kafka.config.ConfigurationReading;
import io.tripline.kafka.config.JobConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What is applied to a cluster is what was meant, and fits together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverlaysIT {
  /** The label, and its values, by which Flink tells the pods that it makes apart. */
  private static final String COMPONENT = "component";

  private static final List<String> FLINKS_COMPONENTS = List.of("jobmanager", "taskmanager");

  private final ObjectSchemas schemas = new ObjectSchemas();
  private final Map<String, List<JsonNode>> rendered = new HashMap<>();
  @TempDir private Path directory;

  static List<String> overlays() throws IOException {
    return Rendering.overlays();
  }

  private List<JsonNode> objects(String overlay) throws IOException, InterruptedException {
    List<JsonNode> objects = rendered.get(overlay);
    if (objects == null) {
      objects = Rendering.of("overlays/" + overlay);
      rendered.put(overlay, objects);
    }
    return objects;
  }

  private List<JsonNode> objects(String overlay, String kind) throws Exception {
    return objects(overlay).stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectIsOfItsSchema(String overlay) throws Exception {
    assertThat(objects(overlay)).hasSizeGreaterThan(30);
    assertThat(objects(overlay)).flatExtracting(schemas::faults).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyPodIsHeldToTheRules(String overlay) throws Exception {
    assertThat(pods(overlay)).hasSize(2);
    assertThat(objects(overlay)).flatExtracting(PodRules::objections).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectIsInTheNamespaceThatTakesNoOtherPods(String overlay) throws Exception {
    JsonNode namespace = objects(overlay, "Namespace").get(0);
    assertThat(namespace.at("/metadata/labels/pod-security.kubernetes.io~1enforce").asText())
        .isEqualTo("restricted");
    assertThat(objects(overlay))
        .filteredOn(object -> !object.equals(namespace))
        .extracting(object -> object.at("/metadata/namespace").asText())
        .containsOnly(namespace.at("/metadata/name").asText());
  }

  /** No secret is in the manifests, and each that is asked for is made by Strimzi or named here. */
  @ParameterizedTest
  @MethodSource("overlays")
  void whatPodsReferToIsThere(String overlay) throws Exception {
    Set<String> secrets = names(overlay, "KafkaUser");
    secrets.addAll(
        List.of("kafka-cluster-ca-cert", "tripline-object-storage", "tripline-notify-receivers"));
    assertThat(objects(overlay, "Secret")).isEmpty();
    List<JsonNode> all = objects(overlay);
    assertThat(texts(all, "secretName")).isNotEmpty().isSubsetOf(secrets);
    for (JsonNode object : all) {
      for (JsonNode reference : object.findValues("secretRef")) {
        assertThat(secrets).contains(reference.path("name").asText());
      }
      for (JsonNode reference : object.findValues("configMap")) {
        assertThat(names(overlay, "ConfigMap")).contains(reference.path("name").asText());
      }
    }
    JsonNode flink = objects(overlay, "FlinkDeployment").get(0);
    assertThat(names(overlay, "ServiceAccount"))
        .containsExactlyInAnyOrder(
            flink.at("/spec/serviceAccount").asText(),
            flink.at("/spec/flinkConfiguration/kubernetes.taskmanager.service-account").asText(),
            objects(overlay, "Deployment")
                .get(0)
                .at("/spec/template/spec/serviceAccountName")
                .asText());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void policiesMonitorsAndBudgetsSelectPodsThatThereAre(String overlay) throws Exception {
    List<JsonNode> selectors = new ArrayList<>();
    for (String kind : List.of("PodMonitor", "PodDisruptionBudget")) {
      objects(overlay, kind).forEach(object -> selectors.add(object.at("/spec/selector")));
    }
    objects(overlay, "NetworkPolicy")
        .forEach(object -> selectors.add(object.at("/spec/podSelector")));
    assertThat(selectors).hasSizeGreaterThan(8);
    for (JsonNode selector : selectors) {
      Map<String, String> wanted = labels(selector.path("matchLabels"));
      String component = wanted.remove(COMPONENT);
      if (component != null) {
        assertThat(FLINKS_COMPONENTS).contains(component);
      }
      assertThat(pods(overlay).values())
          .as(selector.toString())
          .anyMatch(labels -> labels.entrySet().containsAll(wanted.entrySet()));
    }
    for (JsonNode monitor : objects(overlay, "PodMonitor")) {
      String port = monitor.at("/spec/podMetricsEndpoints/0/port").asText();
      assertThat(objects(overlay))
          .anyMatch(object -> texts(List.of(object), "name").contains(port));
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void nothingGoesInOrOutUnlessAPolicySaysSo(String overlay) throws Exception {
    assertThat(objects(overlay, "NetworkPolicy"))
        .anySatisfy(
            policy -> {
              assertThat(policy.at("/spec/podSelector").isEmpty()).isTrue();
              assertThat(policy.at("/spec/policyTypes").toString())
                  .isEqualTo("[\"Ingress\",\"Egress\"]");
              assertThat(policy.path("spec").has("ingress")).isFalse();
              assertThat(policy.path("spec").has("egress")).isFalse();
            });
  }

  /** Equal to those that {@code tripline topics create} makes, with its own defaults. */
  @ParameterizedTest
  @MethodSource("overlays")
  void topicsAreThoseThatTheCommandMakes(String overlay) throws Exception {
    List<JsonNode> topics = objects(overlay, "KafkaTopic");
    List<WantedTopic> wanted = WantedTopic.of(job(overlay), defaults());
    assertThat(topics)
        .extracting(topic -> topic.at("/metadata/name").asText())
        .containsExactlyInAnyOrderElementsOf(wanted.stream().map(WantedTopic::name).toList());
    for (WantedTopic topic : wanted) {
      JsonNode spec =
          topics.stream()
              .filter(object -> object.at("/metadata/name").asText().equals(topic.name()))
              .findFirst()
              .orElseThrow()
              .path("spec");
      int replicas = spec.path("replicas").asInt();
      assertThat(spec.path("partitions").asInt()).isEqualTo(topic.partitions());
      assertThat(settings(spec.path("config")))
          .as(topic.name())
          .containsExactlyInAnyOrderElementsOf(made(topic, replicas));
    }
  }

  private static TopicSettings defaults() {
    return new TopicSettings(
        Integer.parseInt(defaultOf("--fact-partitions")),
        Integer.parseInt(defaultOf("--result-partitions")),
        retention("--fact-retention"),
        retention("--event-retention"),
        retention("--statement-retention"),
        retention("--dead-letter-retention"));
  }

  private static String defaultOf(String option) {
    CommandLine create =
        Tripline.commandLine().getSubcommands().get("topics").getSubcommands().get("create");
    return create.getCommandSpec().findOption(option).defaultValue();
  }

  private static Duration retention(String option) {
    String written = defaultOf(option);
    return written.equals("forever") ? null : Duration.parse("P" + written);
  }

  private static List<String> made(WantedTopic topic, int replicas) {
    Map<String, String> inSync = replicas < 3 ? null : Map.of("min.insync.replicas", "2");
    return topic.written(
        new ObservedTopic(topic.name(), topic.partitions(), replicas, inSync, null));
  }

  private static List<String> settings(JsonNode config) {
    List<String> settings = new ArrayList<>();
    config.properties().forEach(one -> settings.add(one.getKey() + "=" + one.getValue().asText()));
    return settings;
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theJobsConfigurationIsGoodAndSaysWhatUsersAndMountsSay(String overlay) throws Exception {
    JobConfiguration job = job(overlay);
    assertThat(job.deployment()).isEqualTo(overlay);
    assertThat(resources(overlay, "tripline-job", "group"))
        .containsExactly("literal " + job.input().groupId());
    assertThat(resources(overlay, "tripline-job", "transactionalId"))
        .containsExactly("prefix " + job.output().transactionalIdPrefix() + "-");
    assertThat(resources(overlay, "tripline-operator", "transactionalId"))
        .containsExactly("literal " + job.output().transactionalIdPrefix() + "-redrive");
    JsonNode flink = objects(overlay, "FlinkDeployment").get(0);
    Set<String> mounts = texts(List.of(flink), "mountPath");
    assertThat(mounts).contains("/tmp", "/opt/flink/log", "/etc/tripline/config");
    assertThat(mounts)
        .contains(
            flink.at("/spec/flinkConfiguration/state.backend.rocksdb.localdir").asText(),
            flink.at("/spec/flinkConfiguration/io.tmp.dirs").asText());
    assertThat(flink.at("/spec/job/args").toString())
        .isEqualTo("[\"--config\",\"/etc/tripline/config/tripline.yaml\"]");
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void stateIsKeptAndUpgradesGoOnWithIt(String overlay) throws Exception {
    JsonNode spec = objects(overlay, "FlinkDeployment").get(0).path("spec");
    assertThat(spec.path("flinkVersion").asText()).isEqualTo("v2_2");
    assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
    Map<String, String> flink = labels(spec.path("flinkConfiguration"));
    assertThat(flink)
        .containsEntry("state.backend.type", "rocksdb")
        .containsEntry("execution.checkpointing.incremental", "true")
        .containsEntry("high-availability.type", "kubernetes")
        .containsKey("job.autoscaler.enabled");
    assertThat(flink)
        .extractingByKeys(
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir",
            "high-availability.storageDir")
        .allSatisfy(place -> assertThat(place).startsWith("s3://"));
    assertThat(FlinkOptions.unknown(flink.keySet())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theNotifiersConfigurationIsGoodAndItsGroupsAreThoseOfItsUser(String overlay)
      throws Exception {
    Path file = Rendering.FOLDER.resolve("overlays").resolve(overlay).resolve("notify.yaml");
    CommandLineCheck.assertGood("notify", "check", file.toString());
    JsonNode notify = Rendering.objects(Files.readString(file)).get(0);
    assertThat(notify.path("deployment").asText()).isEqualTo(overlay);
    assertThat(resources(overlay, "tripline-notify", "group"))
        .containsExactly("prefix " + notify.path("group.prefix").asText() + "-");
    assertThat(notify.path("listen").asText()).isEqualTo("0.0.0.0:9250");
  }

  /** The rules that promtool tests are those that Prometheus gets. */
  @ParameterizedTest
  @MethodSource("overlays")
  void rulesAreThoseOfMonitoring(String overlay) throws Exception {
    Path rules = Checkout.root().resolve("deploy/monitoring/prometheus/tripline.rules.yaml");
    assertThat(objects(overlay, "PrometheusRule"))
        .extracting(object -> object.at("/spec/groups"))
        .as("run deploy/kubernetes/prometheus-rule")
        .containsExactly(Rendering.objects(Files.readString(rules)).get(0).path("groups"));
  }

  private JobConfiguration job(String overlay) throws Exception {
    JsonNode map =
        objects(overlay, "ConfigMap").stream()
            .filter(object -> object.path("data").has("tripline.yaml"))
            .findFirst()
            .orElseThrow();
    Path file =
        Files.writeString(
            directory.resolve(overlay + ".yaml"), map.at("/data/tripline.yaml").asText());
    ConfigurationReading reading = ConfigurationFile.read(file, Map.of());
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    return reading.usable();
  }

  private List<String> resources(String overlay, String user, String type) throws Exception {
    JsonNode rules =
        objects(overlay, "KafkaUser").stream()
            .filter(object -> object.at("/metadata/name").asText().equals(user))
            .findFirst()
            .orElseThrow()
            .at("/spec/authorization/acls");
    return StreamSupport.stream(rules.spliterator(), false)
        .map(rule -> rule.path("resource"))
        .filter(resource -> resource.path("type").asText().equals(type))
        .map(
            resource ->
                resource.path("patternType").asText() + " " + resource.path("name").asText())
        .toList();
  }

  /** The labels of pods, by the name of what makes them. */
  private Map<String, Map<String, String>> pods(String overlay) throws Exception {
    return objects(overlay).stream()
        .flatMap(
            object ->
                Stream.of("/spec/podTemplate", "/spec/template")
                    .map(object::at)
                    .filter(template -> template.path("spec").has("containers"))
                    .map(
                        template ->
                            Map.entry(
                                object.at("/metadata/name").asText(),
                                labels(template.at("/metadata/labels")))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Set<String> names(String overlay, String kind) throws Exception {
    return objects(overlay, kind).stream()
        .map(object -> object.at("/metadata/name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(List<JsonNode> objects, String field) {
    Set<String> texts = new HashSet<>();
    objects.forEach(object -> texts.addAll(object.findValuesAsText(field)));
    return texts;
  }

  private static Map<String, String> labels(JsonNode written) {
    Map<String, String> labels = new HashMap<>();
    written.properties().forEach(one -> labels.put(one.getKey(), one.getValue().asText()));
    return labels;
  }
}

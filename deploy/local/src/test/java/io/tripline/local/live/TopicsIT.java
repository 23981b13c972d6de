package io.tripline.local.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripline.local.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TopicsIT {
  private static final String EVERYBODY = "User:*";

  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private Admin admin;
  private Terminal terminal;

  @BeforeEach
  void start() throws Exception {
    broker =
        EmbeddedBroker.start(
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true",
                "transaction.max.timeout.ms",
                "600000"));
    admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    terminal = new Terminal(directory, broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void whatIsMadeIsGoodAndIsLeftAloneTheNextTime() throws Exception {
    assertThat(terminal.run("topics", "create", "--dry-run")).isZero();
    assertThat(admin.listTopics().names().get()).isEmpty();
    assertThat(terminal.lines()).anyMatch(line -> line.startsWith("tripline.cost: would be made"));

    assertThat(terminal.run("topics", "create", "--fact-partitions", "2")).isZero();
    assertThat(admin.listTopics().names().get()).hasSize(8);
    assertThat(terminal.lines())
        .hasSize(8)
        .contains(
            "tripline.cost: made: 2 partitions, 1 replica, cleanup.policy=delete retention.ms=-1"
                + " retention.bytes=-1 max.message.bytes=12582912"
                + " message.timestamp.type=LogAppendTime min.insync.replicas=1")
        .anyMatch(line -> line.startsWith("tripline.events: made: 3 partitions, 1 replica, "));

    assertThat(terminal.run("topics", "check")).isZero();
    assertThat(terminal.lines())
        .hasSize(8)
        .allMatch(line -> line.contains(": good: "))
        .contains("tripline.cost: good: 2 partitions, 1 replica");

    assertThat(terminal.run("topics", "create", "--fact-partitions", "5")).isZero();
    assertThat(terminal.lines()).contains("tripline.cost: good: 2 partitions, 1 replica");
  }

  @Test
  void whatIsMissingIsMadeAndWhatIsWrongIsSaidAndLeftAlone() throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic("tripline.state", 1, (short) 1)
                    .configs(Map.of("cleanup.policy", "delete"))))
        .all()
        .get();

    assertThat(terminal.run("topics", "create")).isEqualTo(1);
    assertThat(terminal.lines())
        .anyMatch(line -> line.startsWith("tripline.state: cleanup.policy is delete"))
        .anyMatch(line -> line.startsWith("tripline.cost: made: 3 partitions, 1 replica, "));
    assertThat(setting("tripline.state", "cleanup.policy")).isEqualTo("delete");
  }

  @Test
  void eachThingThatIsWrongIsFoundOnTheBroker() throws Exception {
    assertThat(terminal.run("topics", "create")).isZero();
    delete("tripline.ticket");
    set("tripline.cost", "cleanup.policy", "compact");
    set("tripline.allocation", "retention.ms", "86400000");
    set("tripline.governance", "retention.bytes", "1000000");
    set("tripline.events", "min.insync.replicas", "2");
    set("tripline.statements", "message.timestamp.type", "LogAppendTime");
    set("tripline.dead-letters", "max.message.bytes", "1048588");

    assertThat(terminal.run("topics", "check", "--set", "transaction.timeout=PT11M")).isEqualTo(1);
    assertThat(terminal.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("brokers: transaction.max.timeout.ms is 600000"),
            line -> assertThat(line).startsWith("tripline.cost: cleanup.policy is compact"),
            line -> assertThat(line).startsWith("tripline.ticket: is missing"),
            line -> assertThat(line).startsWith("tripline.allocation: keeps records for 1 day"),
            line -> assertThat(line).startsWith("tripline.governance: drops its oldest records"),
            line -> assertThat(line).startsWith("tripline.events: min.insync.replicas is 2"),
            line -> assertThat(line).startsWith("tripline.statements: warning: message.timestamp"),
            line -> assertThat(line).startsWith("tripline.dead-letters: max.message.bytes is 1048"),
            line -> assertThat(line).startsWith("tripline.state: good"));
  }

  @Test
  void whatThisUserMayNotDoIsSaidWithWhatToGrant() throws Exception {
    assertThat(terminal.run("topics", "create")).isZero();
    permit("tripline.cost", AclOperation.DESCRIBE);
    permit("tripline.cost", AclOperation.DESCRIBE_CONFIGS);
    permit("tripline.events", AclOperation.READ);
    permit("tripline.state", AclOperation.ALTER_CONFIGS);

    assertThat(terminal.run("topics", "check")).isEqualTo(1);
    assertThat(terminal.lines())
        .contains(
            "tripline.cost: this user may not READ it; grant READ on it",
            "tripline.events: this user may not WRITE it; grant WRITE on it",
            "tripline.events: warning: this user may not see its settings; grant DESCRIBE_CONFIGS"
                + " on it, and check again",
            "tripline.state: this user may not see it; grant DESCRIBE on it, and check again");
  }

  @Test
  void moreReplicasThanBrokersCannotBeHad() {
    assertThat(terminal.run("topics", "create", "--replication-factor", "3")).isEqualTo(2);
    assertThat(terminal.complaints()).contains("So many replicas cannot be had");
  }

  private void set(String topic, String name, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    until(() -> setting(topic, name).equals(value));
  }

  private void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    until(() -> !admin.listTopics().names().get().contains(topic));
  }

  /** What the controller has decided, the broker knows a moment later. */
  private static void until(Callable<Boolean> seen) throws Exception {
    boolean yet = false;
    while (!yet) {
      yet = seen.call();
    }
  }

  private String setting(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }

  /** With the first permission that is given for a topic, all others are gone. */
  private void permit(String topic, AclOperation operation) throws Exception {
    AclBinding binding =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
            new AccessControlEntry(EVERYBODY, "*", operation, AclPermissionType.ALLOW));
    admin.createAcls(List.of(binding)).all().get();
    until(() -> admin.describeAcls(binding.toFilter()).values().get().contains(binding));
  }
}

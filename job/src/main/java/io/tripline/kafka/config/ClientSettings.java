package io.tripline.kafka.config;

import io.tripline.plan.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/**
 * Settings that are passed on to a client under the names that the client knows them by, held to
 * the client's own definitions of them.
 */
final class ClientSettings {
  /** Of all of Kafka's clients; those of one alone have a longer prefix. */
  static final String COMMON = "kafka.";

  static final String CONSUMER = COMMON + "consumer.";
  static final String PRODUCER = COMMON + "producer.";
  static final String ADMIN = COMMON + "admin.";

  /** The longest first, which is how a key finds its own. */
  static final List<String> PREFIXES =
      List.of(CONSUMER, PRODUCER, ADMIN, COMMON, Options.REGISTRY_TLS_PREFIX);

  /** What the job decides, and where it is told to; nothing where it cannot be told. */
  private static final Map<String, String> OWNED =
      Map.ofEntries(
          Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Options.SERVERS.key()),
          Map.entry(ConsumerConfig.GROUP_ID_CONFIG, Options.GROUP.key()),
          Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, Options.START.key()),
          Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, Options.TRANSACTIONAL_ID_PREFIX.key()),
          Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Options.TRANSACTION_TIMEOUT.key()),
          Map.entry(ProducerConfig.ACKS_CONFIG, Options.DELIVERY.key()),
          Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, Options.DELIVERY.key()),
          Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, ""),
          Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ""),
          Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ""),
          Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ""),
          Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ""));

  private static final String PROVIDERS = "config.providers";

  /** What Flink's source reads among the settings of its consumers. */
  private static final Set<String> OF_FLINK =
      Set.of(
          KafkaSourceOptions.CLIENT_ID_PREFIX.key(),
          KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
          KafkaSourceOptions.REGISTER_KAFKA_CONSUMER_METRICS.key());

  /** Parts of names that nobody gives to what is not secret. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|passphrase|secret|credential|token$|private|api.?key",
          Pattern.CASE_INSENSITIVE);

  private final Settings settings;

  ClientSettings(Settings settings) {
    this.settings = settings;
  }

  /** The prefix of a key that is passed on. */
  static Optional<String> prefixOf(String key) {
    return PREFIXES.stream().filter(key::startsWith).findFirst();
  }

  /** Those given below a prefix and no longer one, by the names that the client knows. */
  Map<String, String> below(String prefix) {
    Map<String, String> below = new TreeMap<>();
    for (String key : settings.keys()) {
      if (prefixOf(key).filter(prefix::equals).isPresent()) {
        below.put(name(key, prefix), settings.text(key));
      }
    }
    return below;
  }

  /** Notes whatever is wrong with any of them. */
  void judge() {
    for (String key : settings.keys()) {
      prefixOf(key).ifPresent(prefix -> judge(key, prefix));
    }
  }

  private void judge(String key, String prefix) {
    String name = name(key, prefix);
    Map<String, ConfigKey> known = known(prefix);
    if (name.equals(PROVIDERS) || name.startsWith(PROVIDERS + '.')) {
      settings.error(key, "is set by the job; take it away, and refer with " + References.WANTED);
    } else if (OWNED.containsKey(name)) {
      String instead = OWNED.get(name);
      settings.error(
          key,
          instead.isEmpty()
              ? "is decided by the job; take it away"
              : "is decided by the job; take it away, and write " + instead);
    } else if (known.containsKey(name)) {
      judge(key, known.get(name));
    } else if (!OF_FLINK.contains(name)) {
      judgeUnknown(key, name, prefix, known);
    }
  }

  private void judge(String key, ConfigKey definition) {
    String text = settings.text(key);
    if (definition.name.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
      jaasObjection(text).ifPresent(why -> settings.error(key, why));
    } else if (definition.type == ConfigDef.Type.PASSWORD) {
      if (!References.isReference(text)) {
        settings.error(key, "is a secret, which " + References.SECRET);
      }
    } else if (References.mayRefer(text)) {
      References.objection(text).ifPresent(why -> settings.error(key, why));
    } else {
      valueObjection(definition, text).ifPresent(why -> settings.error(key, why));
    }
  }

  /** Users and modules may stand in the open, what proves who they are may not. */
  private static Optional<String> jaasObjection(String text) {
    if (References.isReference(text)) {
      return Optional.empty();
    }
    for (AppConfigurationEntry module : loginModules(text)) {
      for (Map.Entry<String, ?> option : module.getOptions().entrySet()) {
        boolean secret = SECRET_NAME.matcher(option.getKey()).find();
        if (secret && !References.isReference((String) option.getValue())) {
          return Optional.of("holds " + option.getKey() + " itself, which " + References.SECRET);
        }
      }
    }
    return loginModules(text).isEmpty()
        ? Optional.of(
            "is not what Kafka's clients read; write one login module as MODULE required"
                + " username=\"NAME\" password=\"${env:NAME}\"; with the semicolon at its end")
        : References.objection(text);
  }

  /** What Kafka reads a text as, before any reference in it is resolved; none if it cannot. */
  private static List<AppConfigurationEntry> loginModules(String text) {
    try {
      return JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(text)))
          .configurationEntries();
    } catch (IllegalArgumentException e) {
      // Its message may quote a part that was meant to be a secret.
      return List.of();
    }
  }

  private static Optional<String> valueObjection(ConfigKey definition, String text) {
    if (definition.type == ConfigDef.Type.CLASS) {
      return Optional.empty(); // Where the client runs there may be more classes than here.
    }
    try {
      Object value = ConfigDef.parseType(definition.name, text, definition.type);
      if (definition.validator != null) {
        definition.validator.ensureValid(definition.name, value);
      }
      return Optional.empty();
    } catch (ConfigException e) {
      return Optional.of("is refused by Kafka's client: " + e.getMessage());
    }
  }

  private void judgeUnknown(String key, String name, String prefix, Map<String, ConfigKey> known) {
    Optional<String> nearest = Nearest.word(name, new TreeSet<>(known.keySet()));
    String suggestion = nearest.map(near -> " (did you mean '" + near + "'?)").orElse("");
    String text = settings.text(key);
    boolean secret =
        SECRET_NAME.matcher(name).find()
            || nearest.filter(near -> known.get(near).type == ConfigDef.Type.PASSWORD).isPresent();
    if (secret && !References.isReference(text)) {
      settings.error(
          key,
          "is not known to the client"
              + suggestion
              + " and looks like a secret, which has no place in this file; write "
              + References.WANTED);
    } else if (References.objection(text).isPresent()) {
      settings.error(key, References.objection(text).get());
    } else if (prefix.equals(Options.REGISTRY_TLS_PREFIX)) {
      settings.error(
          key, "is no setting of TLS" + suggestion + "; take it away, or correct its name");
    } else {
      settings.warning(
          key,
          "is not known to Kafka's clients"
              + suggestion
              + "; it is passed on all the same, as a class of yours may read it");
    }
  }

  private static String name(String key, String prefix) {
    return prefix.equals(Options.REGISTRY_TLS_PREFIX)
        ? key.substring(Options.REGISTRY_PREFIX.length())
        : key.substring(prefix.length());
  }

  private static Map<String, ConfigKey> known(String prefix) {
    Map<String, ConfigKey> known = new HashMap<>();
    switch (prefix) {
      case CONSUMER -> known.putAll(ConsumerConfig.configDef().configKeys());
      case PRODUCER -> known.putAll(ProducerConfig.configDef().configKeys());
      case ADMIN -> known.putAll(AdminClientConfig.configDef().configKeys());
      case COMMON -> {
        known.putAll(ConsumerConfig.configDef().configKeys());
        known.putAll(ProducerConfig.configDef().configKeys());
        known.putAll(AdminClientConfig.configDef().configKeys());
      }
      default -> {
        ConfigDef tls = new ConfigDef();
        SslConfigs.addClientSslSupport(tls);
        known.putAll(tls.configKeys());
        // The registry's client makes its engines by itself.
        known.remove(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG);
      }
    }
    return known;
  }
}

package io.tripline.kafka.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * The secrets that a configuration refers to, where they are needed and no sooner: whatever is
 * resolved here must be used at once, never kept in what is shipped, logged or shown.
 *
 * <pre>
 *   ${env:NAME}                     a variable of the process's environment
 *   ${file:/PATH.properties:KEY}    a line of a file of properties
 *   ${dir:/PATH:FILE}               a file in a folder, whole, as secrets are mounted in containers
 * </pre>
 *
 * <p>Kafka's clients resolve them by themselves with {@link #providers()}; this is for everything
 * else.
 */
public final class Secrets {
  private static final String RESOLVED = "resolved";

  private final ConfigTransformer transformer;

  /** Those that this process can see. */
  public Secrets() {
    this(System.getenv());
  }

  /** Those in files, and in an environment that is given. */
  Secrets(Map<String, String> environment) {
    Map<String, ConfigProvider> providers =
        Map.of(
            "env", new EnvironmentSecrets(environment),
            "file", new FileSecrets(),
            "dir", new DirectorySecrets());
    providers.values().forEach(provider -> provider.configure(Map.of()));
    transformer = new ConfigTransformer(providers);
  }

  /**
   * What a text comes to.
   *
   * @param referenceOrLiteral a text with references in it, or without, or null
   * @return the text with what the references stand for, null for null
   * @throws org.apache.kafka.common.config.ConfigException if a reference stands for nothing; it
   *     names the reference
   */
  public String resolve(String referenceOrLiteral) {
    return referenceOrLiteral == null
        ? null
        : transformer.transform(Map.of(RESOLVED, referenceOrLiteral)).data().get(RESOLVED);
  }

  /** The settings that make a client of Kafka resolve references. */
  static Map<String, String> providers() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "env,file,dir");
    settings.put(classOf("env"), EnvironmentSecrets.class.getName());
    settings.put(classOf("file"), FileSecrets.class.getName());
    settings.put(classOf("dir"), DirectorySecrets.class.getName());
    return settings;
  }

  private static String classOf(String provider) {
    return AbstractConfig.CONFIG_PROVIDERS_CONFIG + '.' + provider + ".class";
  }
}

package io.tripline.kafka.config;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/**
 * Kafka's own provider of environment variables, but that it says so when one is not there: Kafka's
 * leaves the reference as it is, which then fails as a wrong password.
 */
public final class EnvironmentSecrets extends EnvVarConfigProvider {
  /** The environment of this process; for Kafka, which makes it by its name. */
  public EnvironmentSecrets() {}

  EnvironmentSecrets(Map<String, String> environment) {
    super(environment);
  }

  @Override
  public ConfigData get(String path, Set<String> names) {
    ConfigData found = super.get(path, names);
    for (String name : names) {
      if (!found.data().containsKey(name)) {
        throw new ConfigException(
            "${env:%s} stands for nothing: this process has no environment variable %s; set it for"
                    .formatted(name, name)
                + " every process that talks to Kafka or the registry, which are the JobManager and"
                + " all TaskManagers");
      }
    }
    return found;
  }
}

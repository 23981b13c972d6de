package io.tripline.kafka.config;

import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/** Kafka's own provider of files in folders, but that it says so when one is not there. */
public final class DirectorySecrets extends DirectoryConfigProvider {
  @Override
  public ConfigData get(String folder, Set<String> files) {
    ConfigData found = super.get(folder, files);
    for (String file : files) {
      if (!found.data().containsKey(file)) {
        throw new ConfigException(
            "${dir:%s:%s} stands for nothing: there is no such file that this process may read;"
                    .formatted(folder, file)
                + " mount it where the JobManager and all TaskManagers run");
      }
    }
    return found;
  }
}

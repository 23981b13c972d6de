package io.tripline.kafka.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/** Kafka's own provider of properties in files, but that it says so when one is not there. */
public final class FileSecrets extends FileConfigProvider {
  @Override
  public ConfigData get(String file, Set<String> keys) {
    if (!Files.isReadable(Path.of(file))) {
      throw new ConfigException(
          "${file:%s:…} stands for nothing: there is no such file that this process may read; mount"
                  .formatted(file)
              + " it where the JobManager and all TaskManagers run");
    }
    ConfigData found = super.get(file, keys);
    for (String key : keys) {
      if (!found.data().containsKey(key)) {
        throw new ConfigException(
            "${file:%s:%s} stands for nothing: the file has no line that starts with %s=; add it"
                .formatted(file, key, key));
      }
    }
    return found;
  }
}

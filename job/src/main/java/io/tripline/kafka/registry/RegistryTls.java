package io.tripline.kafka.registry;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS as Kafka's clients are told of it, and made by Kafka's own classes: trust and key stores in
 * JKS, PKCS12 or PEM.
 *
 * @param context with the stores
 * @param parameters with the protocols and ciphers
 */
record RegistryTls(SSLContext context, SSLParameters parameters) {
  private static final ConfigDef SETTINGS = settings();

  /**
   * By settings that begin with {@code ssl.}.
   *
   * @param secrets resolves references in values
   * @throws IllegalArgumentException if a setting is unknown, wrong, or has no effect here
   */
  static RegistryTls of(Map<String, String> tls, UnaryOperator<String> secrets) {
    checkKnown(tls);
    try (DefaultSslEngineFactory stores = new DefaultSslEngineFactory()) {
      Map<String, Object> settings = SETTINGS.parse(resolved(tls, secrets));
      stores.configure(settings);
      return new RegistryTls(stores.sslContext(), parameters(settings));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "the TLS settings of the schema registry are wrong: " + e.getMessage(), e);
    } catch (org.apache.kafka.common.KafkaException e) {
      throw new IllegalArgumentException(
          "the stores in the TLS settings of the schema registry cannot be used: "
              + e.getMessage()
              + "; look at schema.registry.ssl.truststore.* and .keystore.*",
          e);
    }
  }

  private static void checkKnown(Map<String, String> tls) {
    for (Map.Entry<String, String> setting : tls.entrySet()) {
      if (!SETTINGS.names().contains(setting.getKey())) {
        throw new IllegalArgumentException(
            "schema.registry."
                + setting.getKey()
                + " is no TLS setting of the schema registry; there are "
                + SETTINGS.names().stream().sorted().toList());
      }
    }
    if ("".equals(tls.get(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG))) {
      throw new IllegalArgumentException(
          "schema.registry."
              + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG
              + " is empty; that the schema registry's certificate is for its host is always"
              + " checked, so have one issued that is");
    }
  }

  private static Map<String, String> resolved(
      Map<String, String> tls, UnaryOperator<String> secrets) {
    return tls.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, setting -> secrets.apply(setting.getValue())));
  }

  private static SSLParameters parameters(Map<String, Object> settings) {
    SSLParameters parameters = new SSLParameters();
    List<?> protocols = (List<?>) settings.get(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG);
    parameters.setProtocols(protocols.toArray(new String[0]));
    List<?> ciphers = (List<?>) settings.get(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
    if (ciphers != null && !ciphers.isEmpty()) {
      parameters.setCipherSuites(ciphers.toArray(new String[0]));
    }
    return parameters;
  }

  /** Kafka's, but for what does not let itself be chosen here. */
  private static ConfigDef settings() {
    ConfigDef kafkas = new ConfigDef();
    SslConfigs.addClientSslSupport(kafkas);
    ConfigDef settings = new ConfigDef();
    kafkas.configKeys().values().stream()
        .filter(key -> !key.name.equals(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG))
        .forEach(settings::define);
    return settings;
  }
}

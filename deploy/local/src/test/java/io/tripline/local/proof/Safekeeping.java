package io.tripline.local.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The secrets of one run, made up for it: one in the environment of the job's processes, the others
 * in a file; and the key and certificate that the broker proves itself with.
 */
final class Safekeeping {
  /** What Kafka's client calls itself; no secret. */
  static final String USER = "tripline-proof";

  private static final String VARIABLE = "TRIPLINE_PROOF_PASSWORD";
  private static final String TRUSTSTORE = "truststore";
  private static final String REGISTRY = "registry";
  private static final String ALIAS = "broker";
  private static final String PKCS12 = "PKCS12";

  private final Path directory;
  private final String kafka = secret();
  private final String registry = secret();
  private final String truststore = secret();
  private final String keystore = secret();

  private Safekeeping(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes them.
   *
   * @param directory for the files; made if it is not there
   */
  static Safekeeping in(Path directory) throws Exception {
    Safekeeping made = new Safekeeping(Files.createDirectories(directory));
    made.makeKeystore();
    made.makeTruststore();
    Properties file = new Properties();
    file.setProperty(TRUSTSTORE, made.truststore);
    file.setProperty(REGISTRY, made.registry);
    try (OutputStream out = Files.newOutputStream(made.file())) {
      file.store(out, null);
    }
    return made;
  }

  private static String secret() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void makeKeystore() throws IOException, InterruptedException {
    Path output = directory.resolve("keytool.out");
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                PKCS12,
                "-keystore",
                keystore().toString(),
                "-storepass",
                keystore)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("keytool failed: " + Files.readString(output));
    }
  }

  private void makeTruststore() throws Exception {
    KeyStore own = KeyStore.getInstance(keystore().toFile(), keystore.toCharArray());
    KeyStore trusted = KeyStore.getInstance(PKCS12);
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
    try (OutputStream out = Files.newOutputStream(directory.resolve("truststore.p12"))) {
      trusted.store(out, truststore.toCharArray());
    }
  }

  private Path keystore() {
    return directory.resolve("broker.p12");
  }

  private Path file() {
    return directory.resolve("secrets.properties");
  }

  /** What the broker is told beside everything else. */
  Map<String, String> ofBroker() {
    String listener = "listener.name.sasl_ssl.";
    return Map.of(
        listener + "sasl.enabled.mechanisms",
        "PLAIN",
        listener + "plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(USER, kafka),
        listener + "ssl.keystore.location",
        keystore().toString(),
        listener + "ssl.keystore.password",
        keystore,
        listener + "ssl.keystore.type",
        PKCS12);
  }

  /** What the job's configuration says of Kafka's security. */
  List<String> ofJob() {
    return List.of(
        "kafka.security.protocol: SASL_SSL",
        "kafka.sasl.mechanism: PLAIN",
        "kafka.sasl.jaas.config: >-",
        "  org.apache.kafka.common.security.plain.PlainLoginModule required",
        "  username=\"%s\" password=\"%s\";".formatted(USER, reference()),
        "kafka.ssl.truststore.location: " + directory.resolve("truststore.p12"),
        "kafka.ssl.truststore.type: " + PKCS12,
        "kafka.ssl.truststore.password: ${file:%s:%s}".formatted(file(), TRUSTSTORE),
        "schema.registry.basic.auth.username: " + USER,
        "schema.registry.basic.auth.password: ${file:%s:%s}".formatted(file(), REGISTRY));
  }

  /** What the job's processes find in their environment. */
  Map<String, String> environment() {
    return Map.of(VARIABLE, kafka);
  }

  /** What stands in the configuration where the password would. */
  String reference() {
    return "${env:" + VARIABLE + "}";
  }

  /** What the registry wants to hear from {@link #USER}. */
  String registryPassword() {
    return registry;
  }

  /** What nobody may find. */
  List<String> secrets() {
    return List.of(kafka, registry, truststore);
  }
}

package io.tripline.kafka.registry;

import static io.tripline.kafka.config.RegistrySettings.OnFailure.FAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripline.kafka.config.RegistrySettings;
import io.tripline.schemas.FormatException;
import io.tripline.schemas.avro.PlanClosed;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTlsTest {
  private static final Schema SCHEMA = PlanClosed.getClassSchema();
  private static final String LOCATION = "ssl.truststore.location";
  private static final String REFERENCE = "${env:STORE_PASSWORD}";

  @TempDir private static Path folder;
  private static TestStores stores;
  private static Path serverKey;
  private static Path clientKey;

  @BeforeAll
  static void makeKeys() throws IOException, InterruptedException {
    stores = new TestStores(folder);
    serverKey = stores.key("server", "localhost", "PKCS12");
    clientKey = stores.key("client", "client", "JKS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void trustsWhomItsTrustStoreTrusts(String type) throws Exception {
    assertThat(find(serverKey, false, trust(stores.trust(serverKey, type), type)))
        .isEqualTo(SCHEMA);
  }

  @Test
  void trustsACertificateInPem() throws Exception {
    Map<String, String> tls =
        Map.of(
            LOCATION,
            TestStores.certificate(serverKey).toString(),
            "ssl.truststore.type",
            "PEM",
            "ssl.enabled.protocols",
            "TLSv1.3");
    assertThat(find(serverKey, false, tls)).isEqualTo(SCHEMA);
  }

  @Test
  void showsItsOwnCertificateWhereItIsAsked() throws Exception {
    Map<String, String> tls = new HashMap<>(trust(stores.trust(serverKey, "PKCS12"), "PKCS12"));
    assertDistrusted(serverKey, true, tls);

    tls.put("ssl.keystore.location", clientKey.toString());
    tls.put("ssl.keystore.type", "JKS");
    tls.put("ssl.keystore.password", REFERENCE);
    tls.put("ssl.key.password", REFERENCE);
    assertThat(find(serverKey, true, tls)).isEqualTo(SCHEMA);
  }

  @Test
  void trustsNobodyElse() throws Exception {
    assertDistrusted(serverKey, false, trust(stores.trust(clientKey, "PKCS12"), "PKCS12"));
    assertDistrusted(serverKey, false, Map.of());
  }

  @Test
  void trustsNoCertificateOfAnotherHost() throws Exception {
    Path other = stores.key("other", "registry.example", "PKCS12");
    assertDistrusted(other, false, trust(stores.trust(other, "PKCS12"), "PKCS12"));
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamedAndItsPasswordIsNot() throws Exception {
    Path trust = stores.trust(serverKey, "PKCS12");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RegistryTls.of(
                    trust(trust, "PKCS12"),
                    text -> text.equals(REFERENCE) ? "wrong-password" : text))
        .withMessageContaining("look at schema.registry.ssl.truststore.*")
        .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wrong-password"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RegistryTls.of(trust(folder.resolve("none"), "JKS"), UnaryOperator.identity()))
        .withMessageContaining(folder.resolve("none").toString());
  }

  @Test
  void aSettingThatIsNoneOrHasNoEffectIsRefused() {
    assertRefused("ssl.trustore.location", "/x", "ssl.trustore.location is no TLS setting");
    assertRefused("ssl.engine.factory.class", "X", "ssl.engine.factory.class is no TLS setting");
    assertRefused("ssl.endpoint.identification.algorithm", "", "is empty");
  }

  private static void assertRefused(String name, String value, String saying) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryTls.of(Map.of(name, value), UnaryOperator.identity()))
        .withMessageContaining(saying);
  }

  private static void assertDistrusted(Path key, boolean mutual, Map<String, String> tls) {
    assertThatExceptionOfType(RegistryFailedException.class)
        .isThrownBy(() -> find(key, mutual, tls))
        .satisfies(
            failure ->
                assertThat(Throwables.getStackTrace(failure)).doesNotContain(TestStores.PASSWORD))
        .withMessageContaining("https://localhost:");
  }

  private static Map<String, String> trust(Path store, String type) {
    return Map.of(
        LOCATION,
        store.toString(),
        "ssl.truststore.type",
        type,
        "ssl.truststore.password",
        REFERENCE);
  }

  /** What a client with these settings is told by a server with that key. */
  private static Schema find(Path key, boolean mutual, Map<String, String> tls)
      throws IOException, GeneralSecurityException, FormatException {
    try (InProcessRegistry server =
        InProcessRegistry.start(
            TestStores.server(key, stores.trust(clientKey, "PKCS12")), mutual)) {
      server.register(7, SCHEMA);
      RegistrySettings settings =
          new RegistrySettings(server.url(), null, null, tls, 0, Duration.ofMillis(1), FAIL, FAIL);
      UnaryOperator<String> secrets = text -> text.equals(REFERENCE) ? TestStores.PASSWORD : text;
      return Registry.of(settings, secrets).of("tripline.cost").schema(7);
    }
  }
}

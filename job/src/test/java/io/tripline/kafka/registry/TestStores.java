package io.tripline.kafka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key and trust stores in a folder, made by the JDK's keytool. */
final class TestStores {
  static final String PASSWORD = "store-password";

  private final Path folder;

  TestStores(Path folder) {
    this.folder = folder;
  }

  /** A new key of a host, in a store of a type. */
  Path key(String name, String host, String type) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".keys");
    keytool(
        "-genkeypair",
        "-keystore",
        store.toString(),
        "-storetype",
        type,
        "-storepass",
        PASSWORD,
        "-keypass",
        PASSWORD,
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=dns:" + host);
    return store;
  }

  /** What trusts the key in a store. */
  Path trust(Path key, String type) throws IOException, GeneralSecurityException {
    KeyStore keys = load(key);
    KeyStore trust = KeyStore.getInstance(type);
    trust.load(null, null);
    trust.setCertificateEntry("trusted", keys.getCertificate(keys.aliases().nextElement()));
    Path store = Path.of(key + "." + type);
    try (OutputStream out = Files.newOutputStream(store)) {
      trust.store(out, PASSWORD.toCharArray());
    }
    return store;
  }

  /** The certificate of the key in a store, as a file in PEM. */
  static Path certificate(Path key) throws IOException, GeneralSecurityException {
    KeyStore keys = load(key);
    byte[] certificate = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
    return Files.writeString(
        Path.of(key + ".pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
  }

  /** For a server with that key, which trusts whom that store trusts. */
  static SSLContext server(Path key, Path trust) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(key), PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(load(trust));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    // Finds out the type by itself.
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream said = keytool.getInputStream()) {
      String text = new String(said.readAllBytes(), UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool: " + text);
      }
    }
  }
}

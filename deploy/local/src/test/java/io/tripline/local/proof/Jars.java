package io.tripline.local.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Jars as this test needs them. */
final class Jars {
  private Jars() {}

  /** The one jar that a cluster is given, as it was packaged. */
  static Path cluster() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "..", "job", "target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-cluster.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the jar is made by: mvnw package"))
          .toAbsolutePath()
          .normalize();
    }
  }

  /** The same job under a later version: another file, with another checksum. */
  static Path newer(Path jar, Path newer, String version) throws IOException {
    try (JarFile from = new JarFile(jar.toFile())) {
      Manifest manifest = new Manifest(from.getManifest());
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
      try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(newer), manifest)) {
        to.setLevel(java.util.zip.Deflater.BEST_SPEED);
        Enumeration<JarEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
          JarEntry entry = entries.nextElement();
          if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
            copy(from, entry, to);
          }
        }
      }
    }
    return newer;
  }

  private static void copy(JarFile from, JarEntry entry, JarOutputStream to) throws IOException {
    to.putNextEntry(new JarEntry(entry.getName()));
    try (InputStream in = from.getInputStream(entry)) {
      in.transferTo(to);
    }
    to.closeEntry();
  }

  /** A jar of these classes, found by whoever looks for this service. */
  static Path ofService(Path jar, Class<?> service, Class<?> provider, List<Class<?>> classes)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream to = new JarOutputStream(file)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        to.putNextEntry(new JarEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(to);
        }
        to.closeEntry();
      }
      to.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
      to.write(provider.getName().getBytes(StandardCharsets.UTF_8));
      to.closeEntry();
    }
    return jar;
  }
}

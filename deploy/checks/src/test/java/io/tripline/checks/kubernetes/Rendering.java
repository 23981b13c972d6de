package io.tripline.checks.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tripline.checks.Checkout;
import io.tripline.checks.DebianPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What kustomize makes of the folders of {@code deploy/kubernetes}. */
final class Rendering {
  static final Path FOLDER = Checkout.root().resolve("deploy/kubernetes");

  private Rendering() {}

  /** The names of the overlays that there are. */
  static List<String> overlays() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER.resolve("overlays"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * The objects of a folder.
   *
   * @param folder from {@code deploy/kubernetes} on
   * @throws IllegalStateException if kustomize cannot make anything of it, or warns of something
   */
  static List<JsonNode> of(String folder) throws IOException, InterruptedException {
    Path complaints = Files.createTempFile("kustomize-", ".txt");
    try {
      Process kustomize =
          new ProcessBuilder(
                  DebianPrograms.find("kustomize").toString(),
                  "build",
                  FOLDER.resolve(folder).toString())
              .redirectError(complaints.toFile())
              .start();
      byte[] rendered = kustomize.getInputStream().readAllBytes();
      int code = kustomize.waitFor();
      String complained = Files.readString(complaints);
      if (code != 0 || !complained.isBlank()) {
        throw new IllegalStateException("kustomize build " + folder + ": " + complained);
      }
      return objects(new String(rendered, StandardCharsets.UTF_8));
    } finally {
      Files.delete(complaints);
    }
  }

  static List<JsonNode> objects(String yaml) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
      documents.forEachRemaining(objects::add);
    }
    return objects;
  }
}

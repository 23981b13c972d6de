package io.tripline.history.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The content of a file that may be plain, compressed as {@code .gz}, or alone in a {@code .zip};
 * which of them is seen from its first bytes.
 */
public final class ExportBytes {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b;

  private ExportBytes() {}

  /**
   * The content of a file, which must be closed.
   *
   * @throws IOException if it cannot be read
   * @throws ImportException if it is an archive of several files
   */
  public static InputStream open(Path path) throws IOException, ImportException {
    return switch (firstTwoBytes(path)) {
      case GZIP -> new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)), BUFFER);
      case ZIP -> onlyEntry(path);
      default -> new BufferedInputStream(Files.newInputStream(path));
    };
  }

  private static int firstTwoBytes(Path path) throws IOException {
    try (InputStream file = Files.newInputStream(path)) {
      return file.read() << Byte.SIZE | file.read();
    }
  }

  private static InputStream onlyEntry(Path path) throws IOException, ImportException {
    try (ZipFile archive = new ZipFile(path.toFile())) {
      if (archive.size() != 1) {
        throw new ImportException(
            "%s: there are %d entries in this archive, and which to read is not said; make one of"
                    .formatted(path, archive.size())
                + " the one file");
      }
    }
    ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(path)));
    zip.getNextEntry();
    return zip;
  }
}

package io.tripline.local.proof;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system under another scheme, and with a limit to what one folder may hold. */
final class QuotaFileSystem extends FileSystem {
  static final String SCHEME = "quota";

  /** Said as an operating system would. */
  static final String FULL = "No space left on device (quota)";

  private final LocalFileSystem local = new LocalFileSystem();
  private final Path folder;
  private final long limit;

  /**
   * @param folder that is limited
   * @param limit in bytes
   */
  QuotaFileSystem(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  private void checkSpace() throws IOException {
    if (used() > limit) {
      throw new IOException(FULL);
    }
  }

  private long used() throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        sum += size(file);
      }
      return sum;
    } catch (java.io.UncheckedIOException e) {
      return 0;
    }
  }

  /** Checkpoints are deleted while we look. */
  private static long size(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static org.apache.flink.core.fs.Path local(org.apache.flink.core.fs.Path path) {
    return new org.apache.flink.core.fs.Path("file", null, path.getPath());
  }

  @Override
  public FSDataOutputStream create(org.apache.flink.core.fs.Path path, WriteMode mode)
      throws IOException {
    checkSpace();
    return new Limited(local.create(local(path), mode));
  }

  @Override
  public org.apache.flink.core.fs.Path getWorkingDirectory() {
    return new org.apache.flink.core.fs.Path(SCHEME, null, local.getWorkingDirectory().getPath());
  }

  @Override
  public org.apache.flink.core.fs.Path getHomeDirectory() {
    return getWorkingDirectory();
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FileStatus getFileStatus(org.apache.flink.core.fs.Path path) throws IOException {
    return local.getFileStatus(local(path));
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    return local.getFileBlockLocations(file, start, length);
  }

  @Override
  public FSDataInputStream open(org.apache.flink.core.fs.Path path, int bufferSize)
      throws IOException {
    return local.open(local(path), bufferSize);
  }

  @Override
  public FSDataInputStream open(org.apache.flink.core.fs.Path path) throws IOException {
    return local.open(local(path));
  }

  @Override
  public FileStatus[] listStatus(org.apache.flink.core.fs.Path path) throws IOException {
    return local.listStatus(local(path));
  }

  @Override
  public boolean delete(org.apache.flink.core.fs.Path path, boolean recursive) throws IOException {
    return local.delete(local(path), recursive);
  }

  @Override
  public boolean mkdirs(org.apache.flink.core.fs.Path path) throws IOException {
    return local.mkdirs(local(path));
  }

  @Override
  public boolean rename(org.apache.flink.core.fs.Path from, org.apache.flink.core.fs.Path to)
      throws IOException {
    return local.rename(local(from), local(to));
  }

  @Override
  public boolean isDistributedFS() {
    return true;
  }

  private final class Limited extends FSDataOutputStream {
    private final FSDataOutputStream out;

    Limited(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      checkSpace();
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void sync() throws IOException {
      out.sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Finds folder and limit in Flink's configuration. */
  public static final class Factory implements org.apache.flink.core.fs.FileSystemFactory {
    static final String FOLDER = "quota.folder";
    static final String LIMIT = "quota.bytes";

    private Path folder;
    private long limit;

    @Override
    public void configure(org.apache.flink.configuration.Configuration configuration) {
      folder = Path.of(configuration.getString(FOLDER, "/"));
      limit = Long.parseLong(configuration.getString(LIMIT, Long.toString(Long.MAX_VALUE)));
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new QuotaFileSystem(folder, limit);
    }
  }
}

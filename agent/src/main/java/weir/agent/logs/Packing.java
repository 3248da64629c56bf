package weir.agent.logs;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/// How a log file is packed, as its name tells. Java itself unpacks gzip; the others are unpacked
/// by their own programs, where the host has them.
enum Packing {
  NONE("", List.of()),
  GZIP(".gz", List.of()),
  XZ(".xz", List.of("xz", "-dc")),
  ZSTD(".zst", List.of("zstd", "-dcq")),
  BZIP2(".bz2", List.of("bzip2", "-dc"));

  private static final int BUFFER = 64 * 1024;

  private final String suffix;
  private final List<String> program;

  Packing(String suffix, List<String> program) {
    this.suffix = suffix;
    this.program = program;
  }

  static Packing of(String name) {
    for (Packing each : values()) {
      if (each != NONE && name.endsWith(each.suffix)) {
        return each;
      }
    }
    return NONE;
  }

  /// The name before it was packed.
  String unpacked(String name) {
    return name.substring(0, name.length() - suffix.length());
  }

  /// What was packed.
  ///
  /// @throws IOException when it cannot be read, or nothing here can unpack it
  InputStream open(Path file) throws IOException {
    if (!program.isEmpty()) {
      return unpackedBy(file);
    }
    InputStream octets = Files.newInputStream(file);
    try {
      return this == GZIP ? new GZIPInputStream(octets, BUFFER) : octets;
    } catch (IOException e) {
      octets.close();
      throw e;
    }
  }

  /// The file is the program's standard input: no name of a file is on a command line.
  private InputStream unpackedBy(Path file) throws IOException {
    Process process =
        new ProcessBuilder(program)
            .redirectInput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Unpacked(process, program.getFirst() + " cannot unpack " + file);
  }

  /// What a program unpacks; a program that fails is an error, so that half a file is not taken for
  /// a whole one.
  private static final class Unpacked extends FilterInputStream {
    private static final long TO_END = 5;

    private final Process process;
    private final String failure;

    Unpacked(Process process, String failure) {
      super(new BufferedInputStream(process.getInputStream(), BUFFER));
      this.process = process;
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return checked(super.read(into, from, length));
    }

    private int checked(int read) throws IOException {
      if (read < 0 && !succeeded()) {
        throw new IOException(failure);
      }
      return read;
    }

    private boolean succeeded() throws IOException {
      try {
        return process.waitFor(TO_END, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public void close() throws IOException {
      process.destroy();
      super.close();
    }
  }
}

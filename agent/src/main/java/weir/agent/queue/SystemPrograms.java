package weir.agent.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of this host, each with a time limit.
public final class SystemPrograms implements Programs {
  /// How long a program of a mail server may take for one batch of messages.
  public static final Duration AT_MOST = Duration.ofMinutes(5);

  private static final int OUTPUT = 1024 * 1024;

  private final Duration atMost;

  /// @param atMost how long each may take
  public SystemPrograms(Duration atMost) {
    this.atMost = atMost;
  }

  @Override
  public Ran run(List<String> command, String input) throws IOException, InterruptedException {
    Path in = Files.createTempFile("weir-queue", ".in");
    Path out = Files.createTempFile("weir-queue", ".out");
    try {
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .start();
      try {
        if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
          throw new IOException(
              "%s did not end within %d s".formatted(command.getFirst(), atMost.toSeconds()));
        }
      } finally {
        process.destroyForcibly();
      }
      try (InputStream said = Files.newInputStream(out)) {
        return new Ran(process.exitValue(), new String(said.readNBytes(OUTPUT), UTF_8));
      }
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}

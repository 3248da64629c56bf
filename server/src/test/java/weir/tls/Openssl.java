package weir.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The openssl command as a second opinion, where it is installed.
public final class Openssl {

  private Openssl() {}

  public record Output(int status, String text) {}

  public static void assumeInstalled() {
    Assumptions.assumeTrue(
        Path.of("/usr/bin/openssl").toFile().canExecute(), "openssl is not installed");
  }

  public static Output run(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(1, TimeUnit.MINUTES);
      return new Output(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }
}

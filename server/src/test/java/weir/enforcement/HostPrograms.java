package weir.enforcement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weir.agent.queue.Programs;
import weir.testkit.peers.PeerHost;

/// Programs of a host of the tests.
public record HostPrograms(PeerHost host) implements Programs {
  @Override
  public Ran run(List<String> command, String input) throws IOException, InterruptedException {
    Process process = host.start(command.toArray(String[]::new));
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(ISO_8859_1));
    } catch (IOException _) {
      // It has ended without reading; what it says tells why.
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end: " + output);
    }
    return new Ran(process.exitValue(), output);
  }
}

package weir.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.cli.Cli;
import weir.demo.Demo;
import weir.demo.Plain;
import weir.tls.TlsProblem;

/// `weir train`: a short life of the server and its commands, from which the JVM learns which
/// classes and which code to keep ready. Run by the build; ends by itself.
@Command(name = "train", hidden = true, description = "Run once for the start-up cache.")
final class Train implements Callable<Integer> {
  /// Enough for the JVM to learn how the session loop usually goes: what it has profiled, the next
  /// start compiles well at once.
  private static final int MESSAGES = 4_000;

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("status"),
          List.of("journal", "--since", "1h"),
          List.of("leases"),
          List.of("explain", "--client=127.0.0.2", "--from=me@example.net", "--to=ann@example.com"),
          List.of("config", "example"));

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.configure();
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    try (OwnExample example = OwnExample.start();
        OwnExample before = OwnExample.before(example.place().mx())) {
      int failed = new Demo(example.place(), nowhere, false).play();
      int taken = new Plain(before.place()).send(MESSAGES, TIME);
      for (List<String> command : COMMANDS) {
        CommandLine line = Cli.finished(Cli.line(new ThisProgram(example.folder())));
        line.setOut(nowhere).setErr(nowhere).execute(command.toArray(String[]::new));
      }
      return failed == 0 && taken > 0 ? 0 : 1;
    } catch (StartFailure | TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

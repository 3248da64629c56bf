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
import weir.demo.Everyday;
import weir.tls.TlsProblem;

/// `weir train`: a short life of the server and its commands, from which the JVM learns which
/// classes and which code to keep ready. Run by the build; ends by itself.
@Command(name = "train", hidden = true, description = "Run once for the start-up cache.")
final class Train implements Callable<Integer> {
  /// Enough for the JVM to compile with its best compiler what a session of each kind needs: what
  /// it has compiled here, the next start compiles well at once, from what was learnt here.
  private static final int VISITS = 12_000;

  /// On a busy machine less is learnt; the build takes no longer for it.
  private static final Duration TIME = Duration.ofSeconds(40);

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
      int went = new Everyday(before.place()).visit(VISITS, TIME);
      for (List<String> command : COMMANDS) {
        CommandLine line = Cli.finished(Cli.line(new ThisProgram(example.folder())));
        line.setOut(nowhere).setErr(nowhere).execute(command.toArray(String[]::new));
      }
      return failed == 0 && went > 0 ? 0 : 1;
    } catch (StartFailure | TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}

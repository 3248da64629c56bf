package weir.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import weir.app.StartFailure;
import weir.cli.Cli;
import weir.demo.Demo;
import weir.demo.Everyday;
import weir.log.Logging;
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
          List.of("config", "check"),
          List.of("stop"));

  private final PrintWriter nowhere = new PrintWriter(Writer.nullWriter());

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.configure();
    try (OwnExample example = OwnExample.start()) {
      int failed = new Demo(example.place(), nowhere, false).play();
      return failed == 0 && isLived(example.place().mx()) ? 0 : 1;
    } catch (StartFailure | TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// @param hop whom the mail is handed on to
  private boolean isLived(InetSocketAddress hop)
      throws IOException, TlsProblem, InterruptedException {
    try (ShortLife life = ShortLife.before(hop)) {
      int went = new Everyday(life.mx()).visit(VISITS, TIME);
      for (List<String> command : COMMANDS) {
        List<String> line = new ArrayList<>(command);
        line.add("--config=" + life.configuration());
        CommandLine commands = Cli.finished(Cli.line(new ThisProgram(Path.of(""))));
        commands.setOut(nowhere).setErr(nowhere).execute(line.toArray(String[]::new));
      }
      return life.end() == 0 && went > 0;
    }
  }
}

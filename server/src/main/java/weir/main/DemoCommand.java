package weir.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.api.Status;
import weir.app.StartFailure;
import weir.config.Endpoint;
import weir.demo.Demo;
import weir.demo.Place;
import weir.log.Logging;
import weir.tls.TlsProblem;

/// `weir demo`: what Weir does, shown.
@Command(
    name = "demo",
    description = {
      "Play a dozen telling sessions against the example, and print what each client said and heard, what was decided, and why.",
      "",
      "The example that runs in this folder (`weir serve`) is used; without one, an own one is started on free ports and ended afterwards."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:played", "1:some session could not be played"})
final class DemoCommand implements Callable<Integer> {
  private static final Path FOLDER = Path.of("var");

  @Option(names = "--own", description = "Start an own example, even when one runs here.")
  private boolean own;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.errorsOnly();
    PrintWriter out = spec.commandLine().getOut();
    Optional<Place> running = own ? Optional.empty() : running();
    if (running.isPresent()) {
      out.println("Against the example that runs in " + FOLDER + ":\n");
      return play(running.get(), out);
    }
    try (OwnExample example = OwnExample.start()) {
      out.println("Against an example of its own, on free ports, which ends with the demo:\n");
      return play(example.place(), out);
    } catch (StartFailure | TlsProblem e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static int play(Place place, PrintWriter out) throws IOException, InterruptedException {
    return new Demo(place, out, Ansi.AUTO.enabled()).play() == 0 ? 0 : 1;
  }

  /// The example, if it runs here: it is known by the login it made up.
  private static Optional<Place> running() throws IOException {
    Path login = FOLDER.resolve("login.txt");
    if (!Files.isReadable(login)) {
      return Optional.empty();
    }
    try {
      return new ControlClient(FOLDER).ask(new Request.TellStatus()) instanceof Status status
          ? Optional.of(
              new Place(
                  at(status, "mx"),
                  at(status, "submission"),
                  Embedded.LOGIN,
                  Files.readString(login).strip(),
                  FOLDER,
                  Path.of(status.journal().folder())))
          : Optional.empty();
    } catch (NoServer _) {
      return Optional.empty();
    }
  }

  private static InetSocketAddress at(Status status, String listener) throws IOException {
    Endpoint at =
        status.listeners().stream()
            .filter(each -> each.name().equals(listener))
            .findFirst()
            .map(each -> Endpoint.parse(each.address()))
            .orElseThrow(() -> new IOException("the server here has no listener " + listener));
    return new InetSocketAddress(at.host(), at.port());
  }
}

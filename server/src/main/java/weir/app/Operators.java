package weir.app;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.api.Answer;
import weir.api.ControlSocket;
import weir.config.Endpoint;
import weir.config.Unreadable;
import weir.metrics.MetricsServer;
import weir.operate.ServerCommands;
import weir.operate.ServerView;

/// The doors for those who run the server: the socket of the command line, and metrics.
public final class Operators implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Operators.class);

  private final Parts parts = new Parts();

  private Operators() {}

  static Operators none() {
    return new Operators();
  }

  /// @param configuration what the server runs, as operators know it
  public static Operators start(App app, Lifecycle lifecycle, String configuration)
      throws StartFailure {
    ServerView inside = app.inside();
    ServerCommands commands = new ServerCommands(inside, lifecycle, configuration);
    Operators operators = new Operators();
    try {
      operators.parts.own(ControlSocket.open(inside.settings().folder(), commands));
      if (commands.takeUpActs() instanceof Answer.Failed(var why)) {
        log.warn("{}", why);
      }
      Optional<Endpoint> metrics = inside.settings().metrics();
      if (metrics.isPresent()) {
        operators.parts.own(metrics(metrics.get(), commands));
      }
      return operators;
    } catch (IOException e) {
      operators.close();
      throw new StartFailure(
          "folder: the socket of the command line cannot be made: " + Unreadable.cause(e), e);
    } catch (StartFailure e) {
      operators.close();
      throw e;
    }
  }

  private static MetricsServer metrics(Endpoint at, ServerCommands commands) throws StartFailure {
    try {
      return MetricsServer.start(at, commands::forMonitoring);
    } catch (BindException e) {
      throw Sockets.notBound(at, "metrics", e);
    } catch (IOException e) {
      throw new StartFailure("metrics: cannot listen on " + at + ": " + Unreadable.cause(e), e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}

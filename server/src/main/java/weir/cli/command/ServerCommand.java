package weir.cli.command;

import java.io.IOException;
import picocli.CommandLine.Mixin;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.cli.output.Shown;

/// A command that needs the running server.
public abstract class ServerCommand extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  private final Installation installation;

  protected ServerCommand(Installation installation) {
    this.installation = installation;
  }

  protected Installation installation() {
    return installation;
  }

  /// Where things are.
  protected Installation.Whereabouts whereabouts() throws IOException {
    return installation.whereabouts(configuration.file());
  }

  /// Asks the server, and tells why that failed.
  ///
  /// @return the exit status
  protected int ask(Request request) throws IOException {
    Installation.Whereabouts here = whereabouts();
    Answer answer;
    try {
      answer = new ControlClient(here.folder()).ask(request);
    } catch (NoServer e) {
      complain(
          e.getMessage()
              + " (looked for the server of "
              + here.configuration()
              + "; --config names another)");
      return NO_SERVER;
    }
    if (answer instanceof Answer.Failed(var why)) {
      complain(Shown.text(why));
      return NOT;
    }
    int status = print(answer);
    out().flush();
    return status;
  }

  /// Prints the answer.
  ///
  /// @return the exit status
  protected abstract int print(Answer answer);

  /// The server said something else than this version expects.
  protected int unexpected(Answer answer) {
    complain("the server answered something else: " + Shown.text(answer.toString()));
    return NOT;
  }
}

package weir.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;
import weir.cli.output.Shown;

/// Has the running server write into its journal what was done without it, to the queue or to
/// complaints. Without one, the next that starts does.
public final class ActsJournal {
  private ActsJournal() {}

  /// @param folder of the server
  public static void tell(Subcommand command, Path folder) throws IOException {
    try {
      Answer answer = new ControlClient(folder).ask(new Request.TakeUpActs());
      if (answer instanceof Answer.Failed(var why)) {
        command.complain("the journal does not have it: " + Shown.text(why));
      }
    } catch (NoServer _) {
      command.out().println("No server runs; the journal has it when one starts.");
    }
  }
}

package weir.cli;

import java.io.IOException;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;

/// Has the running server write into its journal what was done to the queue. Without one, the next
/// that starts does.
final class QueueJournal {
  private QueueJournal() {}

  static void tell(QueueSubcommand command) throws IOException {
    Installation.Whereabouts here =
        command.installation().whereabouts(command.configuration().file());
    try {
      Answer answer = new ControlClient(here.folder()).ask(new Request.TakeUpActs());
      if (answer instanceof Answer.Failed(var why)) {
        command.complain("the journal does not have it: " + Shown.text(why));
      }
    } catch (NoServer _) {
      command.out().println("No server runs; the journal has it when one starts.");
    }
  }
}

package weir.cli.server;

import java.io.IOException;
import picocli.CommandLine.Command;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;

/// `weir reload`: the running server takes its configuration anew.
@Command(
    name = "reload",
    description = {
      "Make the running server read its configuration, lists, certificates and passwords again.",
      "",
      "No session is dropped; a message that is under way ends with the policy it began with. A broken configuration changes nothing, and all its mistakes are printed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the new configuration is in use",
      "69:no server runs there",
      "78:the configuration has mistakes, the former one stays in use"
    })
public final class ReloadCommand extends ServerCommand {
  public ReloadCommand(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.Reload());
  }

  @Override
  protected int print(Answer answer) {
    return switch (answer) {
      case Answer.Reloaded(var before, var policy, var waiting) -> {
        out()
            .println(
                before.equals(policy)
                    ? "Reloaded; the text is the same as before (policy version " + policy + ")."
                    : "Reloaded: policy version " + policy + " in place of " + before + ".");
        if (!waiting.isEmpty()) {
          out().println("These settings wait for a restart: " + String.join(", ", waiting));
        }
        yield OK;
      }
      case Answer.Mistaken(var mistakes) -> {
        mistakes.forEach(mistake -> out().println(mistake));
        out().flush();
        complain("not reloaded, the running configuration stays");
        yield BAD_CONFIGURATION;
      }
      default -> unexpected(answer);
    };
  }
}

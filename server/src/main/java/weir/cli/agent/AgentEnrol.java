package weir.cli.agent;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.onhost.AgentFile;
import weir.onhost.Enrolment;
import weir.uplink.Invitation;

/// `weir agent enrol`: makes this host an agent of a server.
@Command(
    name = "enrol",
    description = {
      "Make this host an agent of the server that invited it: `weir agents invite` there prints the"
          + " invitation. It is good once, for an hour.",
      "",
      "The agent makes a key of its own, which never leaves this host, and knows the server from now on by"
          + " the keys that the invitation and the answer name. Restart it afterwards."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:it is one",
      "1:the server does not take it, or is not the one that invited it",
      "2:that is no invitation",
      "78:mistakes in its settings"
    },
    footerHeading = "%nExamples:%n",
    footer = "  weir agent enrol weir-1-...")
final class AgentEnrol extends AgentSubcommand {
  private static final int NO_INVITATION = 2;

  @Parameters(paramLabel = "INVITATION", description = "As `weir agents invite` printed it.")
  private String text = "";

  @Override
  int call(AgentFile settings) throws IOException, InterruptedException {
    Optional<Invitation> invitation = Invitation.read(text);
    if (invitation.isEmpty()) {
      complain("that is no invitation; weir agents invite HOST prints one, on the server");
      return NO_INVITATION;
    }
    String host =
        Enrolment.accept(invitation.get(), settings.folder(), version(), Clock.systemUTC());
    out()
        .println(
            "This host is an agent of %s now, which calls it %s."
                .formatted(invitation.get().server(), host));
    out().println("Start it: systemctl restart weir-agent");
    out().flush();
    return OK;
  }
}

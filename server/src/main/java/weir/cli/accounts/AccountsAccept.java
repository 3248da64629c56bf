package weir.cli.accounts;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Shown;

/// `weir accounts accept`: a person says that a change that was refused is right.
@Command(
    name = "accept",
    description =
        "Take over what sources of accounts say although it was refused because too much of it had changed.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it was taken over", "1:nothing was refused", "69:no server runs there"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir accounts check", "  weir accounts accept panel"})
final class AccountsAccept extends ServerCommand {
  @Parameters(
      paramLabel = "SOURCE",
      arity = "0..1",
      description = "Only this source, as `weir accounts check` names it.")
  private Optional<String> source = Optional.empty();

  AccountsAccept(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.AcceptAccounts(source));
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.Done(var said))) {
      return unexpected(answer);
    }
    said.lines().forEach(line -> out().println("accepted " + Shown.text(line)));
    return OK;
  }
}

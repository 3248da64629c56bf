package weir.cli.lists;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.Answer;
import weir.api.Request;
import weir.cli.command.Installation;
import weir.cli.command.ServerCommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.cli.output.Times;

/// `weir lists test`: tests a list now.
@Command(
    name = "test",
    description =
        "Test a DNS list now: its test points, a name that nobody can have listed, control"
            + " addresses, clients long good. The result counts like that of any other test.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the list is sound",
      "1:it is not, or no check asks it",
      "69:no server runs there"
    },
    footerHeading = "%nExamples:%n",
    footer = "  weir lists test bl.example.org")
final class ListsTest extends ServerCommand {
  @Parameters(paramLabel = "ZONE", description = "As `weir lists` shows it.")
  private String zone = "";

  @Option(names = "--json", description = "The answer as JSON.")
  private boolean json;

  ListsTest(Installation installation) {
    super(installation);
  }

  @Override
  public Integer call() throws IOException {
    return ask(new Request.TestList(zone));
  }

  @Override
  protected int print(Answer answer) {
    if (!(answer instanceof Answer.ListTested tested)) {
      return unexpected(answer);
    }
    Answer.ListLine list = tested.list();
    if (json) {
      out().println(Json.line(tested));
    } else {
      out()
          .println(
              "%s: %s".formatted(Shown.text(list.zone()), said(tested.result(), tested.why())));
      out().println(state(list));
    }
    return tested.result().equals("good") ? OK : NOT;
  }

  private String said(String result, String why) {
    return switch (result) {
      case "good" -> style().good("sound");
      case "wrong" -> style().bad("wrong, " + Shown.text(why));
      case "silent" -> style().doubtful("could not tell, " + Shown.text(why));
      default -> Shown.text(result);
    };
  }

  private static String state(Answer.ListLine list) {
    return switch (list.state()) {
      case "out" ->
          "It is taken out since %s; three good tests in a row bring it back."
              .formatted(Times.seconds(list.since()));
      case "doubtful" -> "It is in use; three tests in a row without an answer take it out.";
      default -> "It is in use.";
    };
  }
}

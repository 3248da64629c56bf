package weir.cli.queue;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;

/// `weir queue search`: messages of the queue with a text.
@Command(
    name = "search",
    description =
        "List messages of the queue with a text, as it stands there or as it reads: encoded words of the header, base64, quoted-printable and charsets undone.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:listed",
      "1:the queue could not be read",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir queue search 'cheap pills'",
      "  weir queue search http://bad.example/ --sender shop.example --json"
    })
final class QueueSearch extends QueueList {
  @Parameters(
      arity = "1..*",
      paramLabel = "TEXT",
      description = "In any case of letters; with several, all must stand there.")
  private List<String> texts = List.of();

  QueueSearch(Installation installation) {
    super(installation);
  }

  @Override
  List<String> texts() {
    return texts;
  }
}

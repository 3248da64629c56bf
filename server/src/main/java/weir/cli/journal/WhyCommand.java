package weir.cli.journal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.journal.Entry;
import weir.segments.Found;
import weir.segments.JournalSearch;
import weir.segments.Query;

/// `weir why`: the full story behind an id.
@Command(
    name = "why",
    description = {
      "Tell the full story behind an id: who it was, what was looked at, what was seen and what it meant, what the client was told, what the next hop said, and what to do next.",
      "",
      "The id stands in every refusal in brackets, in the answer that accepted a message, and in its Received line. Paste the id, or any text that has it in it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:told",
      "1:the journal does not know the id",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir why 7h2kq0m5n9xbd",
      "  weir why '550 5.7.1 Listed in list.example [7h2kq0m5n9xbd]'",
      "  weir why - < bounce.txt"
    })
public final class WhyCommand extends Subcommand {
  // The journal is written every 250 ms.
  private static final int WRITTEN_BY_NOW_MILLIS = 400;
  private static final int MOST = 200;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Option(names = "--json", description = "Print the journal's entries as JSON, one a line.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "An id, or pasted text with one in it; - reads standard input.")
  private List<String> words = List.of();

  private final Installation installation;

  public WhyCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> ids = PastedId.in(pasted());
    if (ids.isEmpty()) {
      complain("there is no id in that; an id has 13 letters and digits");
      return NOT;
    }
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    JournalSearch journal = new JournalSearch(here.journal());
    Optional<Found> found = search(journal, ids);
    if (found.isEmpty() && !journal.exists()) {
      complain("there is no journal in %s; a server writes it".formatted(here.journal()));
      return NOT;
    }
    if (found.isEmpty()) {
      complain(
          "the journal in %s does not know %s. A message is written down when it ends, a session when the connection closes."
              .formatted(here.journal(), String.join(" or ", ids)));
      return NOT;
    }
    print(found.get());
    return OK;
  }

  private String pasted() throws IOException {
    return words.equals(List.of("-"))
        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
        : String.join(" ", words);
  }

  private static Optional<Found> search(JournalSearch journal, List<String> ids)
      throws IOException, InterruptedException {
    Optional<Found> found = once(journal, ids);
    if (found.isEmpty()) {
      Thread.sleep(WRITTEN_BY_NOW_MILLIS);
      found = once(journal, ids);
    }
    return found;
  }

  private static Optional<Found> once(JournalSearch journal, List<String> ids) throws IOException {
    for (String id : ids) {
      Found found = journal.find(Query.ALL.withId(id).withLimit(MOST));
      if (!found.entries().isEmpty()) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private void print(Found found) {
    found.problems().forEach(this::complain);
    PrintWriter out = out();
    List<Entry> entries = new ArrayList<>(found.entries().reversed());
    if (json) {
      entries.forEach(entry -> out.println(Json.line(entry)));
    } else {
      Story story = new Story(out, style());
      story.tell(entries);
    }
    out.flush();
  }
}

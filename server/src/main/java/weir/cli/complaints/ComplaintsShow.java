package weir.cli.complaints;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.cli.output.Times;
import weir.complaints.ComplaintAct;
import weir.complaints.ComplaintStore;
import weir.complaints.KeptComplaint;
import weir.net.IpAddress;

/// `weir complaints show`: one complaint, with the message that it came in.
@Command(
    name = "show",
    description = "Show a complaint, and the message that it came in.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:shown", "1:there is none", "2:the command was not understood"},
    footerHeading = "%nExamples:%n",
    footer = {"  weir complaints show 17", "  weir complaints show 17 --raw | weir trace -"})
final class ComplaintsShow extends Subcommand {
  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(paramLabel = "ID", description = "Its number, as weir complaints shows it.")
  private long id;

  @Option(names = "--raw", description = "Print the message as it came, and nothing else.")
  private boolean raw;

  private final Installation installation;

  ComplaintsShow(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Installation.Whereabouts here = installation.whereabouts(configuration.file());
    if (!ComplaintStore.isThere(here.folder())) {
      complain("no complaint was ever taken in " + here.folder());
      return NOT;
    }
    try (ComplaintStore store = ComplaintStore.look(here.folder())) {
      Optional<KeptComplaint> line = store.find(id);
      if (line.isEmpty()) {
        complain("there is no complaint " + id);
        return NOT;
      }
      String message =
          new String(store.message(id).orElse(new byte[0]), StandardCharsets.ISO_8859_1);
      print(line.get(), store.acts(id), message);
      return OK;
    } catch (SQLException e) {
      throw new IOException("complaints cannot be read: " + e.getMessage(), e);
    }
  }

  private void print(KeptComplaint line, List<ComplaintAct> acts, String message) {
    if (raw) {
      System.out.writeBytes(message.getBytes(StandardCharsets.ISO_8859_1));
      return;
    }
    told(line);
    acts.forEach(this::did);
    out().println();
    // Folded fields go on with a tab; on a page a blank is as good.
    message.lines().forEach(text -> out().println("  " + Shown.text(text.replace('\t', ' '))));
    out().flush();
  }

  private void told(KeptComplaint line) {
    for (List<String> each :
        List.of(
            List.of("Kind", ComplaintsCommand.kind(line)),
            List.of("Came", Times.seconds(line.came()) + " through " + Shown.text(line.door())),
            List.of("Reporter", Shown.text(line.reporter())),
            List.of("Source", line.source().map(IpAddress::toString).orElse("-")),
            List.of("Subject", Shown.text(line.subject())),
            List.of("Message-ID", Shown.text(line.messageId().orElse("-"))),
            List.of("State", ComplaintsCommand.state(line)),
            List.of("Account", ComplaintsCommand.account(line.whose())),
            List.of("Why", Shown.text(line.whose().why())))) {
      out().println("%-11s %s".formatted(each.getFirst(), each.getLast()).stripTrailing());
    }
  }

  private void did(ComplaintAct act) {
    String note = act.note().isEmpty() ? "" : ": " + Shown.text(act.note());
    out()
        .println(
            "%-11s %s by %s%s"
                .formatted(
                    act.what().equals(ComplaintAct.SETTLED) ? "Settled" : "Reopened",
                    Times.seconds(act.at()),
                    Shown.text(act.by()),
                    note));
  }
}

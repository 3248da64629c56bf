package weir.cli.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.api.ControlClient;
import weir.cli.command.ConfigurationOption;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Shown;
import weir.complaints.ComplaintStore;
import weir.complaints.Intake;
import weir.complaints.KeptComplaint;
import weir.complaints.LookAgain;
import weir.complaints.MaildirDoor;
import weir.complaints.Owners;
import weir.traceback.Traceback;
import weir.traceback.TracedOwners;

/// `weir complaints take`: takes messages in.
@Command(
    name = "take",
    description = {
      "Take complaints in: from a pipe, from files, from a Maildir. No running server is needed.",
      "",
      "Of a Maildir the messages in new are taken and moved to cur, each when it is on disk here. The same message is taken once."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:taken",
      "2:the command was not understood",
      "75:not taken, now; a mail server tries it again (EX_TEMPFAIL)"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir complaints take < message",
      "  weir complaints take *.eml",
      "  weir complaints take --maildir /var/mail/abuse",
      "  |/usr/bin/weir complaints take      (in an alias of Postfix or Exim)"
    })
final class ComplaintsTake extends Subcommand {
  /// EX_TEMPFAIL of sysexits.h.
  private static final int LATER = 75;

  @Mixin private final ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Messages, a file each; standard input where none is named.")
  private List<Path> files = List.of();

  @Option(names = "--maildir", paramLabel = "FOLDER", description = "Take what is in this Maildir.")
  private List<Path> maildirs = List.of();

  private final Installation installation;

  ComplaintsTake(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = installation.whereabouts(configuration.file()).folder();
    try (ComplaintStore store = ComplaintStore.open(folder)) {
      Owners owners = owners(folder);
      Intake intake = new Intake(store, owners, installation.clock());
      for (Path maildir : maildirs) {
        take(maildir, intake);
      }
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          tell(file.toString(), intake.take(in, file.getFileName().toString()));
        }
      }
      if (files.isEmpty() && maildirs.isEmpty()) {
        intake.take(System.in, "-");
      }
      out().flush();
      if (!maildirs.isEmpty() || !serverRuns(folder)) {
        lookAgain(store, owners);
      }
      return OK;
    } catch (SQLException | IOException e) {
      complain("not taken: " + Shown.text(String.valueOf(e.getMessage())));
      return LATER;
    }
  }

  private void take(Path maildir, Intake intake) throws IOException, SQLException {
    MaildirDoor door = new MaildirDoor(maildir);
    int messages = 0;
    MaildirDoor.Taken round;
    do {
      round = door.take(intake);
      messages += round.messages();
    } while (round.messages() + round.unreadable() == MaildirDoor.MOST && round.messages() > 0);
    String name = Shown.text(maildir.toString());
    out().println("%s: %,d messages".formatted(name, messages));
    if (round.why().isPresent()) {
      complain(
          "%s: %,d files cannot be read and stay there: %s"
              .formatted(name, round.unreadable(), Shown.text(round.why().get())));
    }
  }

  /// One that runs looks complaints up again by itself: a pipe must not do it for each message.
  private static boolean serverRuns(Path folder) {
    return ControlClient.hasServer(folder);
  }

  /// What was taken is on disk: a mail server that tried it again would gain nothing.
  private void lookAgain(ComplaintStore store, Owners owners) {
    try {
      new LookAgain(store, owners, installation.clock()).round();
    } catch (SQLException | RuntimeException e) {
      complain("complaints are not looked up again: " + Shown.text(e.toString()));
    }
  }

  private Owners owners(Path folder) {
    try {
      Traceback traceback =
          new Traceback(
              installation.tracing(configuration.file()),
              folder,
              installation.whereabouts(configuration.file()).journal(),
              installation.clock());
      return new TracedOwners(() -> traceback);
    } catch (IOException e) {
      return _ -> TracedOwners.unreadable(e);
    }
  }

  private void tell(String file, List<KeptComplaint> taken) {
    String what =
        taken.isEmpty()
            ? "was taken before"
            : taken.size() == 1
                ? ComplaintsCommand.kind(taken.getFirst())
                : "%,d reports".formatted(taken.size());
    out().println(Shown.text(file) + ": " + what);
  }
}

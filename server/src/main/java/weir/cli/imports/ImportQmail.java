package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.former.OldFile;
import weir.former.Patched;
import weir.former.QmailSite;
import weir.imports.QmailImport;

/// `weir import qmail`.
@Command(
    name = "qmail",
    description =
        "Carry over a qmail's control files: DIR, or DIR/control where that is there. qmail goes on behind Weir.",
    footer = {"  weir import qmail /var/qmail --out /etc/weir"})
final class ImportQmail extends ImportSource {
  @Parameters(paramLabel = "DIR", description = "The folder of the control files.")
  private Path folder = Path.of("");

  @Option(
      names = "--patched",
      paramLabel = "PATCH",
      description =
          "What qmail-smtpd was patched with, for the same file names mean different things: ${COMPLETION-CANDIDATES} (default: guessed by the files that are there, and said).")
  private Optional<Patched> patched = Optional.empty();

  @Option(
      names = "--tcprules",
      paramLabel = "FILE",
      description = "The rules of its tcpserver (default: DIR/tcp.smtp, where that is there).")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "FILE",
      description =
          "The script that starts tcpserver and rblsmtpd (default: DIR/run, where that is there).")
  private Optional<Path> run = Optional.empty();

  ImportQmail(Installation installation) {
    super(installation);
  }

  @Override
  Old read() throws IOException {
    QmailSite site = QmailSite.read(folder, patched).with(file(rules), file(run));
    return new Old(QmailImport.of(site), site.system());
  }

  private static Optional<OldFile> file(Optional<Path> named) throws IOException {
    return named.isPresent()
        ? Optional.of(OldFile.read(named.get(), String.valueOf(named.get().getFileName())))
        : Optional.empty();
  }
}

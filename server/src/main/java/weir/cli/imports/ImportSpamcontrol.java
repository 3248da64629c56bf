package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.former.Patched;
import weir.former.QmailSite;
import weir.imports.QmailImport;

/// `weir import spamcontrol`.
@Command(
    name = "spamcontrol",
    description =
        "Carry over the control files of a qmail with SPAMCONTROL, or of s/qmail: the same as `weir import qmail --patched spamcontrol`.",
    footer = {"  weir import spamcontrol /var/qmail --out /etc/weir"})
final class ImportSpamcontrol extends ImportSource {
  @Parameters(paramLabel = "DIR", description = "The folder of the control files.")
  private Path folder = Path.of("");

  ImportSpamcontrol(Installation installation) {
    super(installation);
  }

  @Override
  Old read() throws IOException {
    QmailSite site = QmailSite.read(folder, Optional.of(Patched.SPAMCONTROL));
    return new Old(QmailImport.of(site), site.system());
  }
}

package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.former.QmailControl;
import weir.imports.Draft;
import weir.imports.QmailImport;

/// `weir import qmail`.
@Command(
    name = "qmail",
    description =
        "Carry over a qmail's control files: DIR, or DIR/control where that is there. qmail goes on behind Weir.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      ImportSource.EXIT_OK,
      ImportSource.EXIT_NOT,
      ImportSource.EXIT_USAGE,
      ImportSource.EXIT_MISTAKES
    },
    footerHeading = "%nExamples:%n",
    footer = {"  weir import qmail /var/qmail --out /etc/weir"})
final class ImportQmail extends ImportSource {
  @Parameters(paramLabel = "DIR", description = "The folder of the control files.")
  private Path folder = Path.of("");

  ImportQmail(Installation installation) {
    super(installation);
  }

  @Override
  Draft draft() throws IOException {
    return QmailImport.of(QmailControl.read(folder));
  }
}

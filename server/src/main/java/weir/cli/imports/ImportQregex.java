package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.former.OldFile;
import weir.former.QmailSystem;
import weir.imports.QregexImport;

/// `weir import qregex`.
@Command(
    name = "qregex",
    description =
        "Carry over lists of the qregex patch. Their names say what they are about: badhelo, badmailfrom, badmailto and the same with norelay.",
    footer = {"  weir import qregex /var/qmail/control/bad* --out /etc/weir"})
final class ImportQregex extends ImportSource {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "The lists.")
  private List<Path> files = List.of();

  ImportQregex(Installation installation) {
    super(installation);
  }

  @Override
  Old read() throws IOException {
    List<OldFile> read = new ArrayList<>();
    for (Path file : files) {
      read.add(OldFile.read(file, String.valueOf(file.getFileName())));
    }
    return new Old(QregexImport.of(read), QmailSystem.ofQregex(read));
  }
}

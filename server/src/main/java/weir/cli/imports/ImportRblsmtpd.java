package weir.cli.imports;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.former.QmailSystem;
import weir.former.RblsmtpdOptions;
import weir.former.ShellWords;
import weir.imports.RblsmtpdImport;

/// `weir import rblsmtpd`.
@Command(
    name = "rblsmtpd",
    description = "Carry over the block lists of a command line of rblsmtpd.",
    footer = {"  weir import rblsmtpd '-b -r bl.example.org -a white.example.org' --out /tmp/try"})
final class ImportRblsmtpd extends ImportSource {
  @Parameters(paramLabel = "ARGS", description = "What follows `rblsmtpd`, in one word.")
  private String arguments = "";

  ImportRblsmtpd(Installation installation) {
    super(installation);
  }

  @Override
  Old read() {
    return new Old(
        RblsmtpdImport.of(arguments),
        QmailSystem.ofLists(RblsmtpdOptions.read(ShellWords.of(arguments))));
  }
}

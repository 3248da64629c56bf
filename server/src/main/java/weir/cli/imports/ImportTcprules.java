package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.former.OldFile;
import weir.former.QmailSystem;
import weir.hostrules.Tcprules;
import weir.imports.TcprulesImport;

/// `weir import tcprules`.
@Command(
    name = "tcprules",
    description =
        "Carry over the rules of tcpserver: the text that tcprules compiles, such as /etc/tcp.smtp.",
    footer = {"  weir import tcprules /etc/tcp.smtp --out /etc/weir"})
final class ImportTcprules extends ImportSource {
  @Parameters(paramLabel = "FILE", description = "The rules.")
  private Path file = Path.of("");

  @Option(
      names = "--paranoid",
      description =
          "With --compare: the old tcpserver ran with -p, and took a name only where it leads back.")
  private boolean paranoid;

  ImportTcprules(Installation installation) {
    super(installation);
  }

  @Override
  List<String> onlyCompared() {
    return paranoid ? List.of("--paranoid") : List.of();
  }

  @Override
  Old read() throws IOException {
    OldFile rules = OldFile.read(file, String.valueOf(file.getFileName()));
    return new Old(
        TcprulesImport.of(rules),
        QmailSystem.ofRules(Tcprules.parse(rules.name(), rules.text()), paranoid));
  }
}

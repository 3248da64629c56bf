package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import weir.cli.command.Installation;
import weir.imports.PostfixImport;

/// `weir import postfix`.
@Command(
    name = "postfix",
    description =
        "Carry over restrictions, access tables, limits and domains of a Postfix: main.cf of DIR and the texts of the tables it names. Postfix goes on behind Weir.",
    footer = {"  weir import postfix /etc/postfix --out /etc/weir"})
final class ImportPostfix extends ImportSource {
  @Parameters(paramLabel = "DIR", description = "The folder with main.cf.")
  private Path folder = Path.of("");

  ImportPostfix(Installation installation) {
    super(installation);
  }

  @Override
  Old read() throws IOException {
    PostfixImport.Imported imported = PostfixImport.read(folder);
    return new Old(imported.draft(), imported.system());
  }
}

package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import weir.config.Mistake;
import weir.imports.Draft;
import weir.imports.DraftFolder;

/// One source of `weir import`: reads old files, writes ours, and says what came of it.
abstract class ImportSource extends Subcommand {
  static final String EXIT_OK = "0:written, and `weir config check` finds no mistake";
  static final String EXIT_NOT = "1:not written, and why";
  static final String EXIT_USAGE = "2:the command was not understood";
  static final String EXIT_MISTAKES = "78:written, with mistakes that are printed";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write weir.toml and lists to (default: this one).")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace files that are there already.")
  private boolean force;

  private final Installation installation;

  ImportSource(Installation installation) {
    this.installation = installation;
  }

  /// Reads the old files.
  ///
  /// @throws IOException with a sentence for the operator
  abstract Draft draft() throws IOException;

  @Override
  public Integer call() throws IOException {
    Draft draft = draft();
    List<Path> inTheWay = DraftFolder.inTheWay(draft, out);
    if (!force && !inTheWay.isEmpty()) {
      complain(
          "%s is there already; --force replaces it, --out DIR writes elsewhere"
              .formatted(Shown.text(inTheWay.getFirst().toString())));
      return NOT;
    }
    List<Path> written = DraftFolder.write(draft, out);
    List<Mistake> mistakes = installation.mistakes(written.getFirst());
    new ImportPage(out(), style()).print(draft, written, mistakes);
    out().flush();
    return mistakes.isEmpty() ? OK : BAD_CONFIGURATION;
  }
}

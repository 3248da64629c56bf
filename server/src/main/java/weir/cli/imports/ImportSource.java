package weir.cli.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import weir.cli.command.Installation;
import weir.cli.command.Subcommand;
import weir.cli.output.Json;
import weir.cli.output.Shown;
import weir.config.Mistake;
import weir.former.Attempt;
import weir.former.CompareFile;
import weir.former.CompareSample;
import weir.former.FileAnswers;
import weir.former.FormerSystem;
import weir.former.Lookups;
import weir.former.OldFile;
import weir.imports.Draft;
import weir.imports.DraftFolder;

/// One source of `weir import`: reads old files, writes ours, and says what came of it.
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:written, and `weir config check` finds no mistake; compared, without a difference",
      "1:not written, and why",
      "2:the command was not understood",
      "3:compared, and they differ",
      "78:written, with mistakes that are printed"
    },
    footerHeading = "%nExamples:%n")
abstract class ImportSource extends Subcommand {
  private static final int DIFFERENT = 3;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write weir.toml and lists to (default: this one).")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace files that are there already.")
  private boolean force;

  @Mixin private final CompareOptions compare = new CompareOptions();

  private final Installation installation;

  ImportSource(Installation installation) {
    this.installation = installation;
  }

  /// What was read.
  ///
  /// @param system the same rules, ready to be asked
  record Old(Draft draft, FormerSystem system) {}

  /// Reads the old files.
  ///
  /// @throws IOException with a sentence for the operator
  abstract Old read() throws IOException;

  /// Options that were given and mean something in a comparison only.
  List<String> onlyCompared() {
    return List.of();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<String> misuse = compare.misuse(onlyCompared());
    if (misuse.isPresent()) {
      throw new ParameterException(commandLine(), misuse.get());
    }
    Old old = read();
    if (compare.sample()) {
      out().print(CompareSample.of(old.system()));
      out().flush();
      return OK;
    }
    return compare.file().isPresent() ? compare(old, compare.file().get()) : write(old.draft());
  }

  private int write(Draft draft) throws IOException {
    List<Path> inTheWay = DraftFolder.inTheWay(draft, out);
    if (!force && !inTheWay.isEmpty()) {
      complain(
          "%s is there already; --force replaces it, --out DIR writes elsewhere"
              .formatted(Shown.text(inTheWay.getFirst().toString())));
      return NOT;
    }
    List<Path> written = DraftFolder.write(draft, out);
    List<Mistake> mistakes = installation.mistakes(written.getFirst());
    new ImportPage(out(), style())
        .print(draft, written, mistakes, installation.remarks(written.getFirst()));
    out().flush();
    return mistakes.isEmpty() ? OK : BAD_CONFIGURATION;
  }

  private int compare(Old old, Path with) throws IOException, InterruptedException {
    return switch (CompareFile.read(OldFile.read(with, with.toString()))) {
      case CompareFile.Outcome.Mistaken(var mistakes) -> {
        mistakes.forEach(each -> complain(Shown.text(each)));
        yield NOT;
      }
      case CompareFile.Outcome.Usable(var file) -> compare(old, file);
    };
  }

  private int compare(Old old, CompareFile file) throws IOException, InterruptedException {
    Path configuration = out.resolve("weir.toml");
    if (force || !Files.exists(configuration)) {
      DraftFolder.write(old.draft(), out);
    }
    List<Compared> compared = new ArrayList<>();
    try (Installation.Trial trial =
        installation.trial(configuration, servers -> FileAnswers.of(file, servers))) {
      Lookups dns = new Lookups(trial.resolver(), installation.clock());
      for (Attempt attempt : file.attempts()) {
        compared.add(Compared.of(attempt, old.system().decide(attempt, dns), trial));
      }
    }
    if (compare.json()) {
      compared.forEach(each -> out().println(Json.line(each)));
    } else {
      new ComparePage(out(), style()).print(compared, compare.all());
    }
    out().flush();
    return compared.stream().anyMatch(Compared::differs) ? DIFFERENT : OK;
  }
}

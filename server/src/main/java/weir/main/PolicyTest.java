package weir.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.log.Logging;
import weir.rehearsal.DialogFailed;
import weir.rehearsal.DialogFile;
import weir.rehearsal.DialogMistake;
import weir.rehearsal.Player;
import weir.settings.Configuration;
import weir.settings.ConfigurationSource;

/// `weir policy test`: dialogs against the configuration.
@Command(
    name = "test",
    description = {
      "Play dialogs against the configuration, and say which of them hold: whole sessions, written down as in docs/manual/dialogs.md.",
      "",
      "The policy, domains and lists are those of the configuration. All that reaches outside is replaced: clients and next hops are on loopback, DNS is what the dialog says, state and journal begin empty and are thrown away. A running server notices nothing. Delays are waited for."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every dialog holds",
      "1:some do not",
      "2:some file is no dialog, or is not there",
      "78:the configuration has mistakes"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  weir policy test -c /etc/weir/weir.toml /etc/weir/dialogs",
      "  weir policy test -c candidate.toml a-customer-is-not-refused.dialog"
    })
final class PolicyTest implements Callable<Integer> {
  private static final int ALL_HOLD = 0;
  private static final int SOME_FAIL = 1;
  private static final int NO_DIALOG = 2;
  private static final int BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration that is meant, as for `weir explain`.")
  private Optional<Path> file = Optional.empty();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Dialogs, or folders with files whose names end with .dialog.")
  private List<Path> given = List.of();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final ThisProgram program;

  PolicyTest(ThisProgram program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.errorsOnly();
    List<DialogFile> dialogs = new ArrayList<>();
    if (!read(dialogs)) {
      return NO_DIALOG;
    }
    return switch (program.source(file).readAlone()) {
      case ConfigurationSource.Outcome.Mistaken(var mistakes) -> {
        mistakes.forEach(mistake -> complain(mistake.toString()));
        yield BAD_CONFIGURATION;
      }
      case ConfigurationSource.Outcome.Usable(var configuration) -> play(configuration, dialogs);
    };
  }

  /// All mistakes of all files, before any is played.
  private boolean read(List<DialogFile> to) throws IOException {
    boolean understood = true;
    for (Path each : given) {
      if (Files.notExists(each)) {
        complain("there is no file " + each);
        understood = false;
      }
    }
    for (Path each : files()) {
      try {
        to.add(DialogFile.read(each));
      } catch (DialogMistake e) {
        complain(String.valueOf(e.getMessage()));
        understood = false;
      }
    }
    if (to.isEmpty() && understood) {
      complain(
          "no file in %s has a name that ends with %s"
              .formatted(
                  given.stream().map(Path::toString).collect(Collectors.joining(", ")),
                  DialogFile.SUFFIX));
      return false;
    }
    return understood;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path each : given) {
      if (Files.isDirectory(each)) {
        try (Stream<Path> inside = Files.list(each)) {
          inside
              .filter(one -> one.toString().endsWith(DialogFile.SUFFIX))
              .sorted()
              .forEach(files::add);
        }
      } else if (Files.exists(each)) {
        files.add(each);
      }
    }
    return files;
  }

  private int play(Configuration configuration, List<DialogFile> dialogs)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    try (Rehearsal rehearsal = new Rehearsal(configuration)) {
      for (DialogFile dialog : dialogs) {
        failed += holds(dialog, rehearsal, out) ? 0 : 1;
        out.flush();
      }
    }
    out.println();
    out.println(
        failed == 0
            ? "%d of %d hold".formatted(dialogs.size(), dialogs.size())
            : "%d of %d do not hold".formatted(failed, dialogs.size()));
    out.flush();
    return failed == 0 ? ALL_HOLD : SOME_FAIL;
  }

  private static boolean holds(DialogFile dialog, Rehearsal rehearsal, PrintWriter out)
      throws InterruptedException {
    try {
      Player.play(dialog, rehearsal);
      out.println("holds  " + dialog.name() + ": " + dialog.shows());
      return true;
    } catch (DialogFailed e) {
      out.println("FAILS  " + dialog.name() + ": " + dialog.shows());
      out.println(indented(dialog.file() + ":" + e.line() + ": " + e.why()));
      out.println(indented("So far:\n" + e.conversation().stripTrailing()));
    } catch (IOException | IllegalArgumentException e) {
      out.println("FAILS  " + dialog.name() + ": " + dialog.shows());
      out.println(indented(dialog.file() + ": could not be played: " + e.getMessage()));
    }
    return false;
  }

  private static String indented(String text) {
    return text.indent(7).stripTrailing();
  }

  private void complain(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("weir: " + sentence);
    err.flush();
  }
}

package weir.cli.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Trying old and new rules with the same clients.
final class CompareOptions {
  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description =
          "Try the old rules and the weir.toml of --out (written first, if it is not there) with the clients and envelopes of a file, and print where they differ.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--compare-sample",
      description =
          "Print a file for --compare to begin with, made of the old rules: for each one whom it is about, and a neighbour.")
  private boolean sample;

  @Option(names = "--all", description = "With --compare: print those that do not differ, too.")
  private boolean all;

  @Option(
      names = "--json",
      description = "With --compare: one JSON object a line, for each of them.")
  private boolean json;

  /// What is wrong with these options together.
  ///
  /// @param more options of the source that mean something in a comparison only
  Optional<String> misuse(List<String> more) {
    if (file.isPresent() && sample) {
      return Optional.of("--compare and --compare-sample are two commands: one at a time");
    }
    List<String> idle = new ArrayList<>();
    if (all) {
      idle.add("--all");
    }
    if (json) {
      idle.add("--json");
    }
    idle.addAll(more);
    return file.isPresent() || idle.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", idle)
                + (idle.size() == 1 ? " goes" : " go")
                + " with --compare FILE only");
  }

  Optional<Path> file() {
    return file;
  }

  boolean sample() {
    return sample;
  }

  boolean all() {
    return all;
  }

  boolean json() {
    return json;
  }
}

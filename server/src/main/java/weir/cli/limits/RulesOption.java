package weir.cli.limits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import weir.cli.output.Shown;
import weir.config.Binding;
import weir.config.Mistake;
import weir.limits.Limits;
import weir.limits.ReadySet;

/// The rules that a command is to ask: a file's, or those of a set that comes with Weir.
public final class RulesOption {
  @Option(
      names = "--rules",
      paramLabel = "FILE|NAME",
      description =
          "Show instead whom the rules of this file would have raised an alarm about, when, and after how much. Or of a set that comes with Weir (weir limits list).")
  private Optional<String> rules = Optional.empty();

  /// What came of reading them.
  public sealed interface Outcome {
    /// Nobody wants any.
    record None() implements Outcome {}

    record Read(Limits limits) implements Outcome {}

    /// @param why for the operator, a sentence or more
    record Unusable(List<String> why) implements Outcome {}
  }

  public Outcome read() {
    return rules.map(RulesOption::read).orElseGet(Outcome.None::new);
  }

  private static Outcome read(String meant) {
    Optional<ReadySet> ready = ReadySet.named(meant);
    if (ready.isPresent()) {
      return new Outcome.Read(ready.get().limits());
    }
    Path file = Path.of(meant);
    if (!Files.exists(file)) {
      return new Outcome.Unusable(
          List.of("there is no file " + Shown.text(meant), LimitsShow.unknown(meant)));
    }
    return switch (Limits.read(file)) {
      case Binding.Bound<Limits>(var limits, _) -> new Outcome.Read(limits);
      case Binding.Refused<Limits>(var mistakes) ->
          new Outcome.Unusable(mistakes.stream().map(Mistake::toString).toList());
    };
  }
}

package weir.checks;

import java.util.Optional;
import weir.verdict.CheckResult;
import weir.verdict.ClientName;
import weir.verdict.Evidence;

/// What the check of the client's name has seen, for those who need the name itself.
///
/// @param look what it said; empty where it was not asked
public record ReverseNameSeen(Optional<CheckResult> look) {

  /// The name that leads back to the client, where it was looked up and confirmed.
  public Optional<String> confirmed() {
    if (look.orElse(null) instanceof CheckResult.Clear(var facts, var _)) {
      for (Evidence piece : facts) {
        if (piece.name().equals(FcrdnsSettings.REVERSE_NAME)) {
          return Optional.of(piece.value());
        }
      }
    }
    return Optional.empty();
  }

  /// How the look-up ended, in the words of RFC 8601 section 2.7.3. Empty where nobody looked, or
  /// only the neighbourhood was asked for.
  public Optional<String> iprev() {
    return look.flatMap(result ->
        switch (result) {
          case CheckResult.Clear _ -> confirmed().map(_ -> "pass");
          case CheckResult.Unknown _ -> Optional.of("temperror");
          case CheckResult.Found(var findings, var _) ->
              Optional.of(
                  findings.getFirst().id().equals(FcrdnsSettings.NO_NAME) ? "permerror" : "fail");
          case CheckResult.Several _, CheckResult.NotAsked _ -> Optional.empty();
        });
  }

  /// The name as rules see it. One that leads to the neighbourhood only is none.
  public ClientName clientName() {
    if (look.isEmpty()) {
      return new ClientName.NotKnown();
    }
    return switch (look.get()) {
      case CheckResult.Clear _ -> {
        Optional<String> name = confirmed();
        yield name.isPresent() ? new ClientName.Confirmed(name.get()) : new ClientName.None();
      }
      case CheckResult.Found _ -> new ClientName.None();
      case CheckResult.Unknown _, CheckResult.Several _, CheckResult.NotAsked _ ->
          new ClientName.NotKnown();
    };
  }
}

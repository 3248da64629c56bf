package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ReverseNames;
import weir.check.ReverseNames.Reverse;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Does the client's address have a name, and does that name lead back to the address?
final class FcrdnsCheck implements Check {
  /// RFC 7372 section 3.3 gives the code 7.25 to failed reverse DNS.
  static final FindingKind NO_REVERSE_NAME =
      FindingKind.of(
          FcrdnsSettings.NO_NAME,
          "The client's address has no name in the DNS.",
          "Your address has no reverse name, ask your provider for a PTR record",
          "7.25");

  static final FindingKind REVERSE_NAME_NOT_CONFIRMED =
      FindingKind.of(
          "reverse-name-not-confirmed",
          "The client's address has names in the DNS, but none of them leads back to it.",
          "The reverse name of your address does not lead back to it, its A or AAAA record must",
          "7.25");

  static final CheckType TYPE =
      new CheckType(
          FcrdnsSettings.CHECK,
          Stage.CONNECT,
          List.of(NO_REVERSE_NAME, REVERSE_NAME_NOT_CONFIRMED));

  private final ReverseNames names;

  FcrdnsCheck(ReverseNames names) {
    this.names = names;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public void prepare(Facts facts) {
    names.prepare(facts.client());
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    return switch (names.look(facts.client(), deadline)) {
      case Reverse.Confirmed(var name, var exact) ->
          CheckResult.clear(
              new Evidence(exact ? FcrdnsSettings.REVERSE_NAME : "reverse-name-nearby", name));
      case Reverse.NotConfirmed(var evidence) ->
          CheckResult.found(Finding.of(REVERSE_NAME_NOT_CONFIRMED, evidence));
      case Reverse.NoName(var evidence) -> CheckResult.found(Finding.of(NO_REVERSE_NAME, evidence));
      case Reverse.Failed(var cause, var evidence) -> new CheckResult.Unknown(cause, evidence);
    };
  }
}

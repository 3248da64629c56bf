package weir.checks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.mail.Domain;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Is what the client calls itself a name at all, and is it not ours?
///
/// Whether the name fits the address is not asked: RFC 5321 section 4.1.4 forbids to refuse for it.
final class HeloCheck implements Check {
  static final FindingKind HELO_SYNTAX =
      FindingKind.of(
          "helo-syntax",
          "The client calls itself by something that is neither a domain nor an address literal.",
          "HELO wants your full host name or [address] (RFC 5321 section 4.1.1.1)",
          "5.2");
  static final FindingKind HELO_OURS =
      FindingKind.of(
          "helo-ours",
          "A stranger calls itself by our own name or address.",
          "HELO wants your own name, not ours",
          "7.1");

  private static final CheckResult CLEAR = CheckResult.clear();

  private final Domain hostName;

  HeloCheck(Domain hostName) {
    this.hostName = hostName;
  }

  @Override
  public String name() {
    return "helo";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(HELO_SYNTAX, HELO_OURS);
  }

  @Override
  public Stage facts() {
    return Stage.HELO;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() == Role.MX;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    if (facts.hello().isEmpty()) {
      return CLEAR;
    }
    String said = facts.hello().get().name();
    Optional<Domain> name = Domain.parse(said);
    if (name.isEmpty()) {
      return CheckResult.found(Finding.of(HELO_SYNTAX, new Evidence("helo", said)));
    }
    return isOurs(name.get(), facts)
        ? CheckResult.found(Finding.of(HELO_OURS, new Evidence("helo", said)))
        : CLEAR;
  }

  /// Who comes from this very host may call itself so.
  private boolean isOurs(Domain name, Facts facts) {
    boolean claimed =
        name.equals(hostName)
            || (name.isLiteral()
                && name.literal().filter(facts.connection().local()::equals).isPresent());
    return claimed
        && !facts.client().equals(facts.connection().local())
        && !facts.client().isLoopback();
  }
}

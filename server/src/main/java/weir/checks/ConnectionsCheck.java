package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Are too many connections open: of this address, of its network, of everybody?
final class ConnectionsCheck implements Check {
  static final FindingKind TOO_MANY_CONNECTIONS =
      FindingKind.firm(
          "too-many-connections",
          "More connections were open at once than the limit allows.",
          "Too many connections at once, please use fewer and try again later",
          "7.0");

  private static final CheckResult CLEAR = CheckResult.clear();

  private final ConnectionsSettings settings;

  ConnectionsCheck(ConnectionsSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public List<FindingKind> kinds() {
    return List.of(TOO_MANY_CONNECTIONS);
  }

  @Override
  public Stage facts() {
    return Stage.CONNECT;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return !facts.trusted();
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    Facts.Open open = facts.connection().open();
    if (open.ofAddress() > settings.perAddress()) {
      return found("per-address", open.ofAddress(), settings.perAddress());
    }
    if (open.ofNetwork() > settings.perNetwork()) {
      return found("per-network", open.ofNetwork(), settings.perNetwork());
    }
    // The room above `in-all` is kept for those who will log in.
    if (facts.role() == Role.MX && open.inAll() > settings.inAll()) {
      return found("in-all", open.inAll(), settings.inAll());
    }
    return CLEAR;
  }

  private static CheckResult found(String limit, int open, int most) {
    return CheckResult.found(
        Finding.of(TOO_MANY_CONNECTIONS, new Evidence(limit, open + " open, limit " + most)));
  }
}

package weir.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Tables;
import weir.mail.Path;
import weir.net.IpAddress;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Has the operator said something about this client or sender with `weir allow` or `weir block`?
///
/// Of the client's networks the smallest that was named decides, of the sender's names the longest.
/// Where one says allow and the other block, both are found: an exemption from all checks does not
/// reach this one, so the block stands.
final class LeasesCheck implements Check {
  static final FindingKind ALLOWED_BY_OPERATOR =
      FindingKind.of(
          "allowed-by-operator",
          "The operator lets this client or sender in for a time.",
          "You are known here.",
          "7.1");
  static final FindingKind BLOCKED_BY_OPERATOR =
      FindingKind.of(
          "blocked-by-operator",
          "The operator keeps this client or sender out for a time.",
          "This site takes no mail from you at present, write to its postmaster",
          "7.1");

  static final CheckType TYPE =
      new CheckType("leases", Stage.MAIL, List.of(ALLOWED_BY_OPERATOR, BLOCKED_BY_OPERATOR));

  /// Labels of a sender's domain that are looked at from the right; longer names are cut to this.
  private static final int MAX_LABELS = 6;

  private final State state;
  private final InstantSource clock;

  LeasesCheck(State state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
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
  public CheckResult look(Facts facts, Instant deadline) {
    try {
      Instant now = clock.instant();
      State.Entry ofClient = ofClient(facts.client(), now);
      State.Entry ofSender =
          facts.sender().isPresent() ? ofSender(facts.sender().get().path(), now) : null;
      if (ofClient == null && ofSender == null) {
        return CheckResult.CLEAR;
      }
      List<Finding> findings = new ArrayList<>(2);
      add(findings, ofClient);
      add(findings, ofSender);
      return findings.isEmpty() ? CheckResult.CLEAR : new CheckResult.Found(findings, List.of());
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
  }

  private State.@Nullable Entry ofClient(IpAddress client, Instant now) {
    for (int length : client.isV4() ? Lease.V4_LENGTHS : Lease.V6_LENGTHS) {
      State.Entry entry = get(client.network(Math.min(length, 32), length).toString(), now);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private State.@Nullable Entry ofSender(Path sender, Instant now) {
    if (!(sender instanceof Path.Mailbox mailbox)) {
      return null;
    }
    State.Entry entry = get(mailbox.key(), now);
    String domain = mailbox.domain().name();
    int from = start(domain);
    while (entry == null && from < domain.length()) {
      entry = get(domain.substring(from), now);
      int dot = domain.indexOf('.', from);
      from = dot < 0 ? domain.length() : dot + 1;
    }
    return entry;
  }

  private static int start(String domain) {
    int from = domain.length();
    for (int label = 0; label < MAX_LABELS && from >= 0; label++) {
      from = domain.lastIndexOf('.', from - 1);
    }
    return from + 1;
  }

  private State.@Nullable Entry get(String key, Instant now) {
    return state.get(Tables.LEASES, key, now).orElse(null);
  }

  private static void add(List<Finding> findings, State.@Nullable Entry entry) {
    Optional<Lease> lease = entry == null ? Optional.empty() : Lease.of(entry);
    if (entry == null || lease.isEmpty()) {
      return;
    }
    FindingKind kind =
        switch (lease.get().word()) {
          case ALLOW -> ALLOWED_BY_OPERATOR;
          case BLOCK -> BLOCKED_BY_OPERATOR;
        };
    findings.add(
        Finding.of(
            kind,
            new Evidence("lease", entry.key()),
            new Evidence("reason", lease.get().reason()),
            new Evidence("until", entry.until().toString())));
  }
}

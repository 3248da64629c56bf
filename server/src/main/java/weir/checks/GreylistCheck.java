package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.ReverseNames;
import weir.check.Tables;
import weir.mail.Path;
import weir.net.IpAddress;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Stage;

/// Have client, sender and recipient been seen together before, and was the client patient then?
///
/// The client counts as its network, or as the pool that its confirmed name belongs to: large
/// senders retry from elsewhere. Its finding counts only when everything else passes, see
/// [weir.verdict.Meaning].
final class GreylistCheck implements Check {
  static final FindingKind GREYLISTED =
      FindingKind.of(
          "greylisted",
          "Client, sender and recipient are new together; mail servers come back.",
          "You are new here, please try again in a few minutes",
          "7.1");

  static final CheckType TYPE = new CheckType("greylist", Stage.RCPT, List.of(GREYLISTED));

  /// How much of its life a known sender may lose before it is written anew.
  private static final Duration RENEWAL = Duration.ofDays(1);

  private final GreylistSettings settings;
  private final SenderPools pools;
  private final State state;
  private final InstantSource clock;

  GreylistCheck(GreylistSettings settings, ReverseNames names, State state, InstantSource clock) {
    this.settings = settings;
    this.pools = new SenderPools(settings.pools(), names);
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
    if (facts.recipient().isEmpty() || facts.sender().isEmpty()) {
      return CheckResult.CLEAR;
    }
    String key = key(facts, deadline);
    try {
      return look(key, clock.instant());
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
  }

  private CheckResult look(String key, Instant now) {
    Optional<State.Entry> passed = state.get(Tables.GREYLIST_PASSED, key, now);
    if (passed.isPresent()) {
      boolean renew = passed.get().since().plus(RENEWAL).isBefore(now);
      return renew ? new CheckResult.Clear(List.of(), List.of(known(key))) : CheckResult.CLEAR;
    }
    Optional<State.Entry> pending = state.get(Tables.GREYLIST_PENDING, key, now);
    // First seen later than now: the clock was set back, and nobody waits for that long.
    if (pending.isEmpty() || pending.get().since().isAfter(now)) {
      return found(
          key,
          now,
          List.of(
              new Effect.Remember(
                  Tables.GREYLIST_PENDING.name(), key, "", settings.retryWindow())));
    }
    if (pending.get().since().plus(settings.delay()).isAfter(now)) {
      return found(key, pending.get().since(), List.of());
    }
    return new CheckResult.Clear(
        List.of(), List.of(known(key), new Effect.Forget(Tables.GREYLIST_PENDING.name(), key)));
  }

  private Effect known(String key) {
    return new Effect.Remember(Tables.GREYLIST_PASSED.name(), key, "", settings.lifetime());
  }

  private CheckResult found(String key, Instant since, List<Effect> effects) {
    Finding finding =
        Finding.of(
            GREYLISTED,
            new Evidence("key", key),
            new Evidence("first seen", since.toString()),
            new Evidence("passes from", since.plus(settings.delay()).toString()));
    return new CheckResult.Found(List.of(finding), effects);
  }

  private String key(Facts facts, Instant deadline) {
    Path sender = facts.sender().orElseThrow().path();
    String recipient =
        switch (facts.recipient().orElseThrow().path()) {
          case Path.Mailbox mailbox -> mailbox.key();
          case Path.Postmaster(), Path.Null() -> "postmaster";
        };
    return client(facts.client(), deadline) + " " + FoldedSender.of(sender) + " " + recipient;
  }

  private String client(IpAddress client, Instant deadline) {
    return switch (pools.of(client, deadline)) {
      case SenderPools.Home.Pool(var domain) -> domain;
      case SenderPools.Home.None _, SenderPools.Home.Failed _ -> client.network().toString();
    };
  }
}

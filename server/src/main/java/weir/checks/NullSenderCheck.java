package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Tables;
import weir.mail.Path;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Stage;

/// Is a bounce one that somebody here can have caused?
///
/// The null sender itself is never a fault (RFC 2505 section 2.6.1). Of customers and our own hosts
/// the senders are remembered, so that it is known later who can get bounces at all.
final class NullSenderCheck implements Check {
  static final FindingKind NULL_SENDER_TO_MANY =
      FindingKind.of(
          "null-sender-to-many",
          "A bounce has more than one recipient.",
          "A bounce has one recipient, send one message for each",
          "7.1");
  static final FindingKind BOUNCE_UNASKED =
      FindingKind.of(
          "bounce-unasked",
          "A bounce is for an address that has sent no mail through us of late.",
          "This address has sent no mail of late that could come back",
          "7.1");

  static final CheckType TYPE =
      new CheckType("null-sender", Stage.RCPT, List.of(NULL_SENDER_TO_MANY, BOUNCE_UNASKED));

  /// So often the time of a known sender is begun anew.
  private static final Duration RENEWAL = Duration.ofHours(12);

  private final NullSenderSettings settings;
  private final State state;
  private final InstantSource clock;

  NullSenderCheck(NullSenderSettings settings, State state, InstantSource clock) {
    this.settings = settings;
    this.state = state;
    this.clock = clock;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.trusted()
        || (facts.sender().isPresent() && facts.sender().get().path() instanceof Path.Null);
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    try {
      return facts.trusted() ? remembered(facts) : bounce(facts);
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
  }

  private CheckResult remembered(Facts facts) {
    if (facts.sender().isEmpty() || !(facts.sender().get().path() instanceof Path.Mailbox sender)) {
      return CheckResult.CLEAR;
    }
    Instant now = clock.instant();
    Optional<State.Entry> known = state.get(Tables.OWN_SENDERS, sender.key(), now);
    boolean fresh = known.isPresent() && known.get().since().plus(RENEWAL).isAfter(now);
    return fresh
        ? CheckResult.CLEAR
        : new CheckResult.Clear(
            List.of(),
            List.of(
                new Effect.Remember(
                    Tables.OWN_SENDERS.name(), sender.key(), "", settings.remember())));
  }

  private CheckResult bounce(Facts facts) {
    List<Finding> findings = new ArrayList<>(0);
    int recipients = facts.recipientsAsked();
    if (recipients > 1) {
      findings.add(Finding.of(NULL_SENDER_TO_MANY, new Evidence("recipients", "" + recipients)));
    }
    if (facts.recipient().isPresent()
        && !facts.recipient().get().isPostmaster()
        && facts.recipient().get().path() instanceof Path.Mailbox recipient
        && state.get(Tables.OWN_SENDERS, recipient.key(), clock.instant()).isEmpty()) {
      findings.add(Finding.of(BOUNCE_UNASKED, new Evidence("recipient", recipient.key())));
    }
    return findings.isEmpty() ? CheckResult.CLEAR : new CheckResult.Found(findings, List.of());
  }
}

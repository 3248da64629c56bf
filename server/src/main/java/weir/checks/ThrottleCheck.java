package weir.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Conduct;
import weir.check.Tables;
import weir.journal.Entry;
import weir.mail.Path;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.verdict.CheckResult;
import weir.verdict.Effect;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Finding;
import weir.verdict.FindingKind;
import weir.verdict.Role;
import weir.verdict.Sender;
import weir.verdict.Stage;

/// Do messages of this client come faster than it may send?
///
/// Asked when it wants to send one, before the 354. What it announces is counted then, and what it
/// really sent when the message is over. A message that is told to come back is not counted.
final class ThrottleCheck implements Check {
  static final FindingKind THROTTLED =
      FindingKind.of(
          "throttled",
          "The client sends faster than its pace, so it has to wait.",
          "Slow down, please",
          "7.1");
  static final FindingKind RATE_EXCEEDED =
      FindingKind.of(
          "rate-exceeded",
          "The client sends so much faster than its pace that waiting does not help.",
          "Rate exceeded, please try again later",
          "7.1");

  static final CheckType TYPE =
      new CheckType("throttle", Stage.DATA, List.of(THROTTLED, RATE_EXCEEDED));

  private static final Pace.Load NO_LOAD = new Pace.Load(0, 0, 0);

  private final ThrottleSettings settings;
  private final Pace pace;
  private final State state;
  private final InstantSource clock;

  ThrottleCheck(ThrottleSettings settings, State state, InstantSource clock) {
    this.settings = settings;
    this.pace = settings.pace();
    this.state = state;
    this.clock = clock;
  }

  @Override
  public CheckType type() {
    return TYPE;
  }

  @Override
  public boolean looksAt(Facts facts) {
    return facts.role() != Role.RELAY;
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    List<String> keys = keys(facts);
    if (keys.isEmpty()) {
      return CheckResult.CLEAR;
    }
    Pace.Load load = new Pace.Load(1, facts.accepted().size(), announced(facts));
    Instant now = clock.instant();
    String slowest = "";
    Pace.Turn longest = new Pace.Turn(Duration.ZERO, false, "");
    boolean setBack = false;
    try {
      for (String key : keys) {
        Optional<Effect.Present> before =
            state
                .get(Tables.THROTTLE, key, now)
                .map(entry -> new Effect.Present(entry.value(), entry.since()));
        setBack |= before.filter(present -> present.since().isAfter(now)).isPresent();
        Pace.Turn turn = pace.turn(before, now, load);
        if (turn.exceeded() && !longest.exceeded() || turn.time().compareTo(longest.time()) > 0) {
          longest = turn;
          slowest = key;
        }
      }
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
    return result(longest, slowest, keys, load, setBack);
  }

  private CheckResult result(
      Pace.Turn longest, String slowest, List<String> keys, Pace.Load load, boolean setBack) {
    List<Effect> effects = new ArrayList<>(keys.size());
    // The smooth law keeps its count of every attempt, as the old one did; a bucket only of what
    // goes in.
    if (!longest.exceeded() || pace instanceof SmoothLaw) {
      keys.forEach(key -> effects.add(after(key, load)));
    } else if (setBack) {
      // Written anew, or it would not run empty until the clock is where it was.
      keys.forEach(key -> effects.add(after(key, NO_LOAD)));
    }
    if (!longest.exceeded() && longest.time().isZero()) {
      return new CheckResult.Clear(List.of(), effects);
    }
    Finding finding =
        Finding.of(
                longest.exceeded() ? RATE_EXCEEDED : THROTTLED,
                new Evidence("of", slowest),
                new Evidence("pace", longest.words()))
            .waiting(longest.time());
    return new CheckResult.Found(List.of(finding), effects);
  }

  private Effect after(String key, Pace.Load load) {
    return new Effect.Revise(Tables.THROTTLE.name(), key, pace.after(load), settings.memory());
  }

  /// The bytes that came beyond those that were announced.
  @Override
  public List<Effect> afterwards(Facts facts, Entry.Transaction ended, Conduct conduct) {
    long more = ended.size() - announced(facts);
    if (more <= 0 || !(pace instanceof TokenBucket)) {
      return List.of();
    }
    List<Effect> effects = new ArrayList<>();
    keys(facts).forEach(key -> effects.add(after(key, new Pace.Load(0, 0, more))));
    return effects;
  }

  private static long announced(Facts facts) {
    OptionalLong size = facts.sender().map(Sender::declaredSize).orElse(OptionalLong.empty());
    return size.orElse(0);
  }

  private List<String> keys(Facts facts) {
    List<String> keys = new ArrayList<>(settings.keys().size());
    for (ThrottleSettings.Key each : settings.keys()) {
      key(each, facts).ifPresent(keys::add);
    }
    return keys;
  }

  /// A letter for each kind, or a login could run another's bucket full by its name.
  private static Optional<String> key(ThrottleSettings.Key key, Facts facts) {
    boolean stranger = facts.role() == Role.MX;
    return switch (key) {
      case ADDRESS -> stranger ? Optional.of("A " + network(facts, 32)) : Optional.empty();
      case NETWORK -> stranger ? Optional.of("N " + network(facts, 24)) : Optional.empty();
      case LOGIN -> facts.login().map(login -> "L " + login.name());
      case SENDER_DOMAIN ->
          facts
              .sender()
              .filter(_ -> stranger)
              .flatMap(sender ->
                  sender.path() instanceof Path.Mailbox mailbox
                      ? Optional.of("S " + mailbox.domain().name())
                      : Optional.empty());
    };
  }

  private static String network(Facts facts, int length) {
    return facts.client().network(length, 64).toString();
  }
}

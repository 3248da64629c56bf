package weir.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import weir.check.Check;
import weir.check.CheckType;
import weir.check.Conduct;
import weir.check.Tables;
import weir.journal.Entry;
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

/// Was this client's mail good, on several days and until now?
final class ProvenClientsCheck implements Check {
  static final FindingKind PROVEN_CLIENT =
      FindingKind.of(
          "proven-client",
          "The client's messages were taken on several days, and nothing of it was refused.",
          "You are known here.",
          "7.1");

  static final CheckType TYPE =
      new CheckType("proven-clients", Stage.CONNECT, List.of(PROVEN_CLIENT));

  private final ProvenClientsSettings settings;
  private final SenderPools pools;
  private final State state;
  private final InstantSource clock;

  ProvenClientsCheck(
      ProvenClientsSettings settings, SenderPools pools, State state, InstantSource clock) {
    this.settings = settings;
    this.pools = pools;
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
  public void prepare(Facts facts) {
    if (!pools.domains().isEmpty()) {
      pools.names().prepare(facts.client());
    }
  }

  @Override
  public CheckResult look(Facts facts, Instant deadline) {
    SenderPools.Home home = pools.of(facts.client(), deadline);
    String key = key(home, facts);
    try {
      long today = ClientHistory.day(clock.instant());
      Optional<ClientHistory> good = history(key).map(all -> all.since(first(today)));
      if (good.isPresent() && isProven(good.get(), today)) {
        return found(key, good.get());
      }
    } catch (StateUnavailable e) {
      return CheckResult.unknown(e.getMessage());
    }
    return home instanceof SenderPools.Home.Failed(var cause)
        ? CheckResult.unknown("whether it belongs to a pool: " + cause)
        : CheckResult.CLEAR;
  }

  private boolean isProven(ClientHistory good, long today) {
    return good.days().size() >= settings.days()
        && good.messages() >= settings.messages()
        && today - good.refused() >= settings.quiet().toDays();
  }

  private static CheckResult found(String key, ClientHistory good) {
    return CheckResult.found(
        Finding.of(
            PROVEN_CLIENT,
            new Evidence("client", key),
            new Evidence("messages taken", Integer.toString(good.messages())),
            new Evidence("on days", Integer.toString(good.days().size()))));
  }

  /// A day's messages are counted only up to what is asked for: a busy client costs a few writes a
  /// day, and one that is refused all day a single one.
  @Override
  public List<Effect> afterwards(Facts facts, Entry.Transaction ended, Conduct conduct) {
    if (conduct == Conduct.NEITHER) {
      return List.of();
    }
    boolean refused = conduct != Conduct.GOOD;
    // No time to wait: what the look-up found is remembered by the resolver.
    Instant now = clock.instant();
    String key = key(pools.of(facts.client(), now), facts);
    if (isWritten(key, refused, ClientHistory.day(now))) {
      return List.of();
    }
    String table = Tables.PROVEN_CLIENTS.name();
    return List.of(
        refused
            ? new Effect.Revise(table, key, new ClientHistory.Refused(), settings.quiet())
            : new Effect.Revise(
                table,
                key,
                new ClientHistory.Accepted(settings.within().toDays()),
                settings.within()));
  }

  private boolean isWritten(String key, boolean refused, long today) {
    try {
      Optional<ClientHistory> known = history(key);
      return known.isPresent()
          && (refused
              ? known.get().refused() == today && known.get().days().isEmpty()
              : known.get().messagesOn(today) >= settings.messages());
    } catch (StateUnavailable _) {
      return false;
    }
  }

  private long first(long today) {
    return today - settings.within().toDays() + 1;
  }

  private Optional<ClientHistory> history(String key) {
    return state
        .get(Tables.PROVEN_CLIENTS, key, clock.instant())
        .map(entry -> ClientHistory.of(entry.value()));
  }

  private static String key(SenderPools.Home home, Facts facts) {
    return switch (home) {
      case SenderPools.Home.Pool(var domain) -> domain;
      case SenderPools.Home.None _, SenderPools.Home.Failed _ ->
          facts.client().network(32, 64).toString();
    };
  }
}

package weir.scenarios;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Confidence;
import weir.config.Binding;
import weir.limits.Limits;
import weir.limits.ReadySet;
import weir.meter.Nest;
import weir.rehearsal.Words;
import weir.responder.ResponseSettings;

/// What a scenario says of how things are before anything happens.
final class ScenarioSetup {
  private static final Set<String> ALL_KINDS = Set.of("login", "user", "script", "domain");

  private final List<Account> accounts = new ArrayList<>();
  private final List<Tenure> tenures = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();
  private final List<String> protects = new ArrayList<>();
  private final List<FakePlace> places = new ArrayList<>();
  private final StringBuilder limits = new StringBuilder();
  private Optional<ReadySet> ready = Optional.empty();

  /// @return whether the line is of those that say how things are
  boolean take(Scenario.Line line, Instant now) {
    switch (line.word()) {
      case "rules" -> ready = ReadySet.named(line.at(0));
      case "limits" -> limits.append(line.block());
      case "account" -> accounts.add(account(line, now));
      case "accounts" -> {
        for (int i = Integer.parseInt(line.at(0)); i > 0; i--) {
          accounts.add(Account.of("other" + i));
        }
      }
      case "login", "user", "script" -> own(line);
      case "protect" -> protects.add(line.at(0));
      case "place" ->
          places.add(
              new FakePlace(
                  line.at(0),
                  line.after("knows").isEmpty()
                      ? ALL_KINDS
                      : Set.of(line.after("knows").split(",")),
                  line.words().contains("alone")));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Account account(Scenario.Line line, Instant now) {
    Optional<Instant> since =
        Optional.of(line.after("for")).filter(it -> !it.isEmpty()).map(Words::time).map(now::minus);
    return new Account(
        line.at(0),
        line.at(0),
        Optional.empty(),
        Optional.of(line.after("plan")).filter(it -> !it.isEmpty()),
        since,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        line.words().contains("protected"));
  }

  private void own(Scenario.Line line) {
    String name = line.at(0);
    String account = line.after("of");
    owners.put(name, account);
    tenures.add(Tenure.always(identity(name), account));
  }

  private static boolean isLogin(String name) {
    return name.contains("@") || !name.contains(":");
  }

  private static Identity identity(String name) {
    if (isLogin(name)) {
      return Identity.Login.of(name);
    }
    int colon = name.indexOf(':');
    String host = name.substring(0, colon);
    String rest = name.substring(colon + 1);
    return rest.startsWith("/")
        ? new Identity.Script(host, rest)
        : new Identity.LocalUser(host, Long.parseLong(rest));
  }

  AccountBook book() {
    return AccountBook.of(accounts, tenures, Map.of());
  }

  List<FakePlace> places() {
    return places.isEmpty() ? List.of(new FakePlace("mx", ALL_KINDS, false)) : places;
  }

  ResponseSettings responses() {
    return new ResponseSettings(Duration.ofSeconds(5), Duration.ofMinutes(5), protects, 1000);
  }

  Limits limits() {
    String text = ready.map(ReadySet::text).orElse("") + limits;
    return switch (Limits.read(text, Path.of("scenario.toml"))) {
      case Binding.Bound<Limits>(var read, _) -> read;
      case Binding.Refused<Limits>(var mistakes) ->
          throw new IllegalArgumentException(mistakes.toString());
    };
  }

  /// Who sends, from the narrowest to the widest.
  ///
  /// @param who `anna@shop.example`, `web1:2001`, `web1:/home/shop/www`
  /// @param sure how sure it is; empty for what is usual of its kind
  Nest nest(String who, String sure) {
    Optional<String> account = Optional.ofNullable(owners.get(who));
    boolean isLogin = isLogin(who);
    Confidence confidence =
        sure.isEmpty()
            ? isLogin ? Confidence.CERTAIN : Confidence.STRONG
            : Confidence.valueOf(sure.toUpperCase(Locale.ROOT));
    if (isLogin) {
      return new Nest(
          Optional.of(who),
          Optional.empty(),
          Optional.of(who.substring(who.indexOf('@') + 1)),
          account,
          Optional.empty(),
          Optional.of("mail1"),
          confidence);
    }
    int colon = who.indexOf(':');
    String rest = Objects.requireNonNull(who.substring(colon + 1));
    String script = rest.startsWith("/") ? who : who.substring(0, colon) + ":uid " + rest;
    return new Nest(
        Optional.empty(),
        Optional.of(script),
        Optional.empty(),
        account,
        Optional.empty(),
        Optional.of(who.substring(0, colon)),
        confidence);
  }
}

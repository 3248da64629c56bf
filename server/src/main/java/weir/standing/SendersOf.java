package weir.standing;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Ownership;
import weir.attribution.Confidence;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.meter.Meters;
import weir.meter.Nest;

/// Who sends within an account: by the directory, and folders of scripts by what was counted.
record SendersOf(Account account, AccountBook book, Instant now) {

  /// From the widest to the narrowest.
  Set<MeterKey> all(Meters meters) {
    Set<MeterKey> all = new LinkedHashSet<>();
    all.add(new MeterKey(Kind.ACCOUNT, account.id()));
    List<Identity> has =
        book.of(account.id()).stream()
            .filter(tenure -> tenure.includes(now))
            .map(tenure -> tenure.identity())
            .toList();
    for (Identity each : has) {
      domain(each).ifPresent(name -> all.add(new MeterKey(Kind.DOMAIN, name)));
    }
    has.forEach(each -> key(each).ifPresent(all::add));
    for (String script : meters.names(Kind.SCRIPT)) {
      int colon = script.indexOf(":/");
      if (colon > 0 && isOurs(script.substring(0, colon), script.substring(colon + 1))) {
        all.add(new MeterKey(Kind.SCRIPT, script));
      }
    }
    return all;
  }

  private boolean isOurs(String host, String path) {
    return book.ownerOfPath(host, path, now) instanceof Ownership.Owned(Account owner, _)
        && owner.id().equals(account.id());
  }

  private static Optional<String> domain(Identity identity) {
    return identity instanceof Identity.Login(String name) && name.indexOf('@') > 0
        ? Optional.of(name.substring(name.lastIndexOf('@') + 1))
        : Optional.empty();
  }

  private static Optional<MeterKey> key(Identity identity) {
    return switch (identity) {
      case Identity.Login(var name) -> Optional.of(new MeterKey(Kind.LOGIN, name));
      case Identity.LocalUser(var host, var uid) ->
          Optional.of(new MeterKey(Kind.SCRIPT, host + ":uid " + uid));
      case Identity.LocalName(var host, var name) ->
          Optional.of(new MeterKey(Kind.SCRIPT, host + ":" + name));
      case Identity.Script(var host, var path) ->
          Optional.of(new MeterKey(Kind.SCRIPT, host + ":" + path));
      case Identity.Container(var host, var id) ->
          Optional.of(new MeterKey(Kind.SCRIPT, host + ":container " + id));
      case Identity.Site _,
          Identity.ClientNetwork _,
          Identity.SenderAddress _,
          Identity.SenderDomain _ ->
          Optional.empty();
    };
  }

  /// Who a sender is within.
  Nest nest(MeterKey key) {
    Optional<String> login = name(key, Kind.LOGIN);
    return new Nest(
        login,
        name(key, Kind.SCRIPT),
        name(key, Kind.DOMAIN)
            .or(() ->
                login
                    .filter(it -> it.indexOf('@') > 0)
                    .map(it -> it.substring(it.lastIndexOf('@') + 1))),
        Optional.of(account.id()),
        account.reseller(),
        Optional.empty(),
        Confidence.CERTAIN);
  }

  private static Optional<String> name(MeterKey key, Kind kind) {
    return key.kind() == kind ? Optional.of(key.name()) : Optional.empty();
  }
}

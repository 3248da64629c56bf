package weir.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.attribution.Confidence;

/// Who sends, from the narrowest that is known to the widest: a login or a script within a domain,
/// of an account, of a reseller, on a host.
///
/// @param login as the directory writes it
/// @param script program or folder with its host, or user of a host
/// @param domain in lower case
/// @param account its id
/// @param reseller its name
/// @param host the provider's own name
/// @param confidence how sure it is that it was they
public record Nest(
    Optional<String> login,
    Optional<String> script,
    Optional<String> domain,
    Optional<String> account,
    Optional<String> reseller,
    Optional<String> host,
    Confidence confidence) {

  /// Nothing is known.
  public static final Nest NONE =
      new Nest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Confidence.CLAIMED);

  /// An account's login, which was checked.
  public static Nest ofLogin(String login, String domain, String account, String host) {
    return new Nest(
        Optional.of(login),
        Optional.empty(),
        Optional.of(domain),
        Optional.of(account),
        Optional.empty(),
        Optional.of(host),
        Confidence.CERTAIN);
  }

  /// An account's script, which its host saw.
  public static Nest ofScript(String script, String account, String host) {
    return new Nest(
        Optional.empty(),
        Optional.of(script),
        Optional.empty(),
        Optional.of(account),
        Optional.empty(),
        Optional.of(host),
        Confidence.STRONG);
  }

  /// The same account, sold by somebody.
  public Nest soldBy(String name) {
    return new Nest(login, script, domain, account, Optional.of(name), host, confidence);
  }

  /// All meters for which it counts, the narrowest first.
  public List<MeterKey> keys() {
    List<MeterKey> keys = new ArrayList<>(Kind.values().length);
    add(keys, Kind.LOGIN, login);
    add(keys, Kind.SCRIPT, script);
    add(keys, Kind.DOMAIN, domain);
    add(keys, Kind.ACCOUNT, account);
    add(keys, Kind.RESELLER, reseller);
    add(keys, Kind.HOST, host);
    return keys;
  }

  private static void add(List<MeterKey> keys, Kind kind, Optional<String> name) {
    if (name.isPresent() && !name.get().isBlank()) {
      keys.add(new MeterKey(kind, name.get()));
    }
  }
}

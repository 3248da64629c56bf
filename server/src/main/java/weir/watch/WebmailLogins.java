package weir.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.account.Identity;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.observation.HostAddresses;
import weir.observation.Leg;
import weir.observation.Observation;
import weir.observation.Passage;
import weir.passages.WebmailLogin;

/// Who stands behind mail that web mail hands in. The mail server sees web mail's own host; from
/// where the customer came is in web mail's log. The last login before a message is taken for its
/// own, which fits and proves nothing.
final class WebmailLogins {
  /// What the grammars of web mail call their service.
  static final String SERVICE = "webmail";

  /// A session of web mail lasts no longer.
  static final Duration SESSION = Duration.ofHours(24);

  /// Logins that are kept in memory; of those beyond it the oldest is forgotten.
  static final int MOST = 50_000;

  private final HostAddresses hosts;
  private final Map<String, WebmailLogin> last = new LinkedHashMap<>();

  WebmailLogins(HostAddresses hosts, List<WebmailLogin> before) {
    this.hosts = hosts;
    before.forEach(this::note);
  }

  /// Takes it up where it is a login of web mail.
  Optional<WebmailLogin> take(Observation seen) {
    if (seen instanceof Observation.LoggedIn it
        && it.service().equals(SERVICE)
        && it.succeeded()
        && it.login().isPresent()
        && it.client().isPresent()) {
      String name = Identity.Login.of(it.login().get()).name();
      WebmailLogin login = new WebmailLogin(name, it.client().get(), it.witness().at());
      note(login);
      return Optional.of(login);
    }
    return Optional.empty();
  }

  private void note(WebmailLogin login) {
    last.remove(login.login());
    last.put(login.login(), login);
    if (last.size() > MOST) {
      last.remove(last.keySet().iterator().next());
    }
  }

  /// From where the customer came, where a host of ours has handed it in for a login.
  Optional<IpAddress> behind(Passage passage) {
    Leg first = passage.first();
    return first
        .client()
        .filter(address -> isOurs(address, passage.since()))
        .flatMap(_ -> login(first))
        .map(name -> last.get(Identity.Login.of(name).name()))
        .filter(login -> isBefore(login, passage.since()))
        .map(WebmailLogin::client);
  }

  private boolean isOurs(IpAddress address, Instant at) {
    return address.isLoopback() || hosts.hostAt(address, at).isPresent();
  }

  private static boolean isBefore(WebmailLogin login, Instant at) {
    return !login.at().isAfter(at) && login.at().plus(SESSION).isAfter(at);
  }

  private static Optional<String> login(Leg leg) {
    return leg.by()
        .filter(Entrance.Client.class::isInstance)
        .map(Entrance.Client.class::cast)
        .flatMap(Entrance.Client::login)
        .map(Entrance.Login::name);
  }
}

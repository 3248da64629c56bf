package weir.accounting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.account.Account;
import weir.account.Directory;
import weir.account.Identity;
import weir.account.Ownership;
import weir.attribution.Attribution;
import weir.attribution.Confidence;
import weir.meter.Nest;
import weir.observation.Leg;
import weir.observation.Observation;
import weir.observation.Passage;

/// For whom something counts.
///
/// What is known by the sender's word only counts for no account: anybody could fill the meters of
/// anybody. It counts for its host.
final class Nests {
  private Nests() {}

  static Nest of(Passage passage, Attribution found) {
    Leg first = passage.first();
    String host = first.key().host();
    if (found.confidence() == Confidence.CLAIMED) {
      return nest(Optional.empty(), Optional.empty(), Optional.empty(), host, Confidence.CLAIMED);
    }
    Optional<String> login =
        found.identity().flatMap(it -> it instanceof Identity.Login name ? name(name) : none());
    return nest(
        login,
        login.isPresent() ? none() : script(first, found),
        found.account(),
        host,
        found.confidence());
  }

  /// Whose login it is; nobody's where no account has it: who guesses logins makes up as many as he
  /// likes.
  static Nest of(Observation.LoggedIn seen, Directory directory) {
    Optional<Identity.Login> login = seen.login().map(Identity.Login::of);
    if (login.isEmpty()
        || !(directory.owner(login.get(), seen.witness().at())
            instanceof Ownership.Owned(Account account, _))) {
      return Nest.NONE;
    }
    return nest(name(login.get()), none(), Optional.of(account), "", Confidence.CERTAIN);
  }

  /// The kernel says whose socket it was, and a customer's user is what a fence can hold, however
  /// many programs he has. A user whom no account has is a web server's, or a service's: then it
  /// counts by whose the container is, or the program, the control group, or the pool of PHP-FPM:
  /// that may be a claim. A path in a container is none of the host's.
  static Nest of(Observation.Tried seen, Directory directory) {
    String host = seen.witness().host();
    Optional<Account> byUser =
        seen.uid().isPresent()
            ? owner(new Identity.LocalUser(host, seen.uid().getAsLong()), seen, directory)
            : Optional.empty();
    Optional<String> container = seen.around().container();
    Optional<String> script = container.isPresent() ? none() : seen.script();
    Optional<Account> account =
        byUser.or(() ->
            around(host, script, seen.around()).stream()
                .flatMap(it -> owner(it, seen, directory).stream())
                .findFirst());
    Optional<String> user =
        seen.uid().isPresent()
            ? Optional.of(host + ":uid " + seen.uid().getAsLong())
            : Optional.empty();
    return nest(
        none(),
        byUser.isPresent()
            ? user
            : container
                .map(id -> host + ":container " + id)
                .or(() -> script.map(path -> host + ":" + path))
                .or(() -> user),
        account,
        host,
        byUser.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY);
  }

  /// The surest first. Users and pools within a container are its own.
  private static List<Identity> around(
      String host, Optional<String> script, Observation.Around around) {
    List<Identity> all = new ArrayList<>();
    around.container().ifPresent(id -> all.add(new Identity.Container(host, id)));
    script.ifPresent(path -> all.add(new Identity.Script(host, path)));
    if (around.container().isEmpty()) {
      around.slice().ifPresent(uid -> all.add(new Identity.LocalUser(host, uid)));
      around.pool().ifPresent(name -> all.add(new Identity.LocalName(host, name)));
    }
    return all;
  }

  private static Optional<Account> owner(Identity identity, Observation seen, Directory directory) {
    Ownership found =
        identity instanceof Identity.Script(String host, String path)
            ? directory.ownerOfPath(host, path, seen.witness().at())
            : directory.owner(identity, seen.witness().at());
    return found instanceof Ownership.Owned(Account account, _)
        ? Optional.of(account)
        : Optional.empty();
  }

  private static Nest nest(
      Optional<String> login,
      Optional<String> script,
      Optional<Account> account,
      String host,
      Confidence confidence) {
    return new Nest(
        login,
        script,
        login.filter(it -> it.indexOf('@') > 0).map(it -> it.substring(it.lastIndexOf('@') + 1)),
        account.map(Account::id),
        account.flatMap(Account::reseller),
        Optional.of(host).filter(it -> !it.isEmpty()),
        confidence);
  }

  private static Optional<String> name(Identity.Login login) {
    return Optional.of(login.name());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /// The folder that the server's log tells by the process, or else the user. What the message says
  /// of itself makes no key: a script could be somebody else with each message.
  private static Optional<String> script(Leg first, Attribution found) {
    String host = first.key().host();
    return first
        .coming()
        .directory()
        .map(folder -> host + ":" + folder)
        .or(() -> found.identity().flatMap(it -> user(host, it)));
  }

  private static Optional<String> user(String host, Identity identity) {
    return switch (identity) {
      case Identity.LocalUser user -> Optional.of(host + ":uid " + user.uid());
      case Identity.LocalName user -> Optional.of(host + ":" + user.name());
      case Identity.Script script -> Optional.of(script.host() + ":" + script.path());
      case Identity.Container container ->
          Optional.of(container.host() + ":container " + container.id());
      case Identity.Login _,
          Identity.Site _,
          Identity.ClientNetwork _,
          Identity.SenderAddress _,
          Identity.SenderDomain _ ->
          Optional.empty();
    };
  }
}

package weir.responder;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Ownership;
import weir.account.Tenure;
import weir.mail.Domain;
import weir.response.Target;

/// Whom a response has to be aimed at where a place does not know its target itself: an account by
/// its logins and users, a script by the user that it runs as where nobody else has that user, a
/// user by the name of its number or the number of its name. Not thread-safe.
final class Aims {
  private final AccountBook book;
  private final Instant now;
  private final Map<String, List<Identity>> identities = new HashMap<>();

  Aims(AccountBook book, Instant now) {
    this.book = book;
    this.now = now;
  }

  /// The targets within or beneath one, or the same as it, the target itself not among them.
  Set<Target> within(Target target) {
    return switch (target) {
      case Target.Customer(var account) -> of(account, _ -> true);
      case Target.Program(var host, var path) -> users(host, path);
      case Target.LocalUser user -> same(user);
      case Target.Login _, Target.OfDomain _, Target.Sender _ -> Set.of();
    };
  }

  /// Logs and kernels tell a number, panels know a name. Which of them belong together is certain
  /// where the account has one of each on that host.
  private Set<Target> same(Target.LocalUser user) {
    Optional<String> account = account(user);
    if (account.isEmpty()) {
      return Set.of();
    }
    Set<Target> all =
        of(
            account.get(),
            it -> it instanceof Target.LocalUser other && other.host().equals(user.host()));
    long numbers = all.stream().filter(Aims::isNumber).count();
    if (all.size() != 2 || numbers != 1 || !all.contains(user)) {
      return Set.of();
    }
    Set<Target> other = new LinkedHashSet<>(all);
    other.remove(user);
    return other;
  }

  private static boolean isNumber(Target target) {
    return target instanceof Target.LocalUser(_, var user) && user.matches("[0-9]+");
  }

  private Set<Target> of(String account, Predicate<Target> wanted) {
    Set<Target> targets = new LinkedHashSet<>();
    identities(account).flatMap(it -> target(it).stream()).filter(wanted).forEach(targets::add);
    return targets;
  }

  private Set<Target> users(String host, String path) {
    if (!(book.ownerOfPath(host, path, now) instanceof Ownership.Owned(var account, _))) {
      return Set.of();
    }
    Set<Target> all =
        of(account.id(), it -> it instanceof Target.LocalUser user && user.host().equals(host));
    // Of several nobody knows which one it is: the others' sites are not to be met with it.
    long numbers = all.stream().filter(Aims::isNumber).count();
    return Math.max(numbers, all.size() - numbers) == 1 ? all : Set.of();
  }

  /// Each account's are sought once: to find them, all of the book are looked at.
  private Stream<Identity> identities(String account) {
    return identities
        .computeIfAbsent(
            account,
            id ->
                book.of(id).stream()
                    .filter(tenure -> tenure.includes(now))
                    .map(Tenure::identity)
                    .toList())
        .stream();
  }

  private static Optional<Target> target(Identity identity) {
    return switch (identity) {
      case Identity.Login(var name) -> Optional.of(new Target.Login(name));
      case Identity.LocalUser(var host, var uid) ->
          Optional.of(new Target.LocalUser(host, Long.toString(uid)));
      case Identity.LocalName(var host, var name) -> Optional.of(new Target.LocalUser(host, name));
      case Identity.Script _,
          Identity.Site _,
          Identity.ClientNetwork _,
          Identity.Container _,
          Identity.SenderAddress _,
          Identity.SenderDomain _ ->
          Optional.empty();
    };
  }

  /// Whose a target is.
  Optional<String> account(Target target) {
    return switch (target) {
      case Target.Customer(var id) -> Optional.of(id);
      case Target.Login(var name) -> owner(new Identity.Login(name));
      case Target.LocalUser(var host, var user) -> owner(user(host, user));
      case Target.Program(var host, var path) -> account(book.ownerOfPath(host, path, now));
      case Target.OfDomain(var name) ->
          Domain.parse(name).flatMap(it -> owner(new Identity.SenderDomain(it)));
      case Target.Sender(var address) -> owner(new Identity.SenderAddress(address));
    };
  }

  private Optional<String> owner(Identity identity) {
    return account(book.owner(identity, now));
  }

  private static Optional<String> account(Ownership owner) {
    return owner instanceof Ownership.Owned(var account, _)
        ? Optional.of(account.id())
        : Optional.empty();
  }

  private static Identity user(String host, String user) {
    return user.matches("[0-9]{1,18}")
        ? new Identity.LocalUser(host, Long.parseLong(user))
        : new Identity.LocalName(host, user);
  }

  /// What else hands in mail under the same account, for people to weigh.
  List<Target> neighbours(Target target) {
    Collection<Target> all = account(target).map(id -> of(id, _ -> true)).orElse(Set.of());
    Set<Target> within = within(target);
    return all.stream().filter(it -> !it.equals(target) && !within.contains(it)).toList();
  }
}

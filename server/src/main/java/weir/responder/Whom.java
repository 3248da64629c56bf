package weir.responder;

import java.util.Optional;
import java.util.function.Function;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.incident.Incident;
import weir.response.Target;

/// Understands whom a person means.
final class Whom {
  private final AccountBook book;
  private final Function<String, Optional<Incident>> incidents;

  /// @param incidents by their ids
  Whom(AccountBook book, Function<String, Optional<Incident>> incidents) {
    this.book = book;
    this.incidents = incidents;
  }

  /// Whom a person means, and the incident that was named.
  ///
  /// @param written a target, an incident's id, an account's, or a login
  /// @throws IllegalArgumentException with a sentence for the operator
  Meant read(String written) {
    String whom = written.strip();
    Optional<Target> target = Target.read(whom);
    if (target.isPresent()) {
      return new Meant(target.get(), Optional.empty());
    }
    Optional<Incident> incident = incidents.apply(whom);
    if (incident.isPresent()) {
      return new Meant(
          Target.of(incident.get().about())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "incident %s is about %s, behind which many customers are; name one of them"
                          .formatted(whom, incident.get().about()))),
          incident.map(Incident::id));
    }
    if (book.account(whom).isPresent()) {
      return new Meant(new Target.Customer(whom), Optional.empty());
    }
    if (whom.indexOf('@') > 0) {
      return new Meant(new Target.Login(Identity.Login.of(whom).name()), Optional.empty());
    }
    throw new IllegalArgumentException(
        "\"%s\" is no incident, account or login; other targets are written login:NAME, user:HOST:UID, script:HOST:/FOLDER, domain:NAME, sender:ADDRESS, account:ID"
            .formatted(whom));
  }

  /// @param incident that was named
  record Meant(Target target, Optional<String> incident) {}
}

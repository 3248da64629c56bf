package weir.checks;

import java.util.Locale;
import java.util.Optional;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;

/// A login in the one form by which lists know it: `ann@example.com`, or `ann` where it names no
/// domain. `u@d`, `u%d` and `u+d` are one login: mail programs that took no `@` in a name wrote the
/// others.
record LoginName(String key) {

  static LoginName of(String login) {
    String folded = login.strip().toLowerCase(Locale.ROOT);
    if (folded.indexOf('@') < 0) {
      folded = spelled(folded, '%').or(() -> spelled(login, '+')).orElse(folded);
    }
    return new LoginName(address(folded).map(Path.Mailbox::key).orElse(folded));
  }

  /// What stands behind the mark must be a domain with a dot: `ann+lists` is a name.
  private static Optional<String> spelled(String login, char mark) {
    int at = login.lastIndexOf(mark);
    if (at <= 0) {
      return Optional.empty();
    }
    return Domain.parse(login.substring(at + 1))
        .filter(domain -> domain.parent().isPresent())
        .map(domain -> login.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain.name());
  }

  private static Optional<Path.Mailbox> address(String text) {
    return PathParser.parse(text, true) instanceof PathParser.Parsed parsed
            && parsed.path() instanceof Path.Mailbox mailbox
        ? Optional.of(mailbox)
        : Optional.empty();
  }

  /// The address that the login is.
  ///
  /// @param home the domain of logins that name none
  Optional<Path.Mailbox> address(Optional<Domain> home) {
    return address(key).or(() -> home.flatMap(domain -> address(key + "@" + domain.name())));
  }
}

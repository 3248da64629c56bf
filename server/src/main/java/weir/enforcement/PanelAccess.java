package weir.enforcement;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import weir.config.Checked;
import weir.config.Doc;
import weir.config.MustRead;
import weir.config.Problems;
import weir.net.IpAddress;
import weir.response.Target;

/// Where a panel is, what opens it, and whose accounts it has.
public record PanelAccess(
    @Doc("The panel's address, such as `https://web1.example.net:2087`.") String url,
    @Doc("File whose first line is the token, key or password. It is read whenever it is needed.")
        @MustRead
        Path secretFile,
    @Doc(
            "How the directory's id of an account is made of what the panel calls it, such as `{name}` or `{name}@web1`, for whole accounts. Without it they are aimed at by what they have: users and logins.")
        Optional<String> account)
    implements Checked {
  private static final String NAME = "{name}";

  /// What the panel calls a whole account; empty for one that is not its.
  public Optional<String> named(Target.Customer customer) {
    if (account.isEmpty()) {
      return Optional.empty();
    }
    int at = account.get().indexOf(NAME);
    String before = account.get().substring(0, at);
    String after = account.get().substring(at + NAME.length());
    String id = customer.name();
    return id.length() > before.length() + after.length()
            && id.startsWith(before)
            && id.endsWith(after)
        ? Optional.of(id.substring(before.length(), id.length() - after.length()))
        : Optional.empty();
  }

  /// An address below the panel's own.
  ///
  /// @param path begins with a slash, and is escaped already
  public URI at(String path) {
    return URI.create(url.replaceFirst("/+$", "") + path);
  }

  @Override
  public void check(Problems problems) {
    if (problems.isKnown("account") && account.filter(it -> !it.contains(NAME)).isPresent()) {
      problems.add("account", "must have {name} in it: else all accounts were one");
    }
    if (problems.isKnown("url")) {
      WebAddress.wrong(url)
          .or(() -> inTheClear(URI.create(url)))
          .ifPresent(why -> problems.add("url", why));
    }
  }

  private static Optional<String> inTheClear(URI address) {
    return "https".equals(address.getScheme()) || isThisHost(address.getHost())
        ? Optional.empty()
        : Optional.of("must begin with https://, since a secret is sent there");
  }

  private static boolean isThisHost(String host) {
    return host.equals("localhost")
        || IpAddress.parse(host)
            .map(IpAddress::toString)
            .filter(it -> it.startsWith("127."))
            .isPresent()
        || host.equals("[::1]");
  }
}

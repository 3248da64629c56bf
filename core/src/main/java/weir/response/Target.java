package weir.response;

import java.util.Locale;
import java.util.Optional;
import weir.account.Identity;
import weir.meter.MeterKey;

/// Whom a response is aimed at: the narrowest that carries the evidence.
public sealed interface Target {
  /// Characters of a target's text at most.
  int LONGEST = 500;

  /// The word before its colon.
  String kind();

  /// What stands behind it.
  String name();

  /// A mailbox's login, as the directory writes it.
  record Login(String name) implements Target {
    @Override
    public String kind() {
      return "login";
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A user of a host's operating system.
  ///
  /// @param user its number, or its name where no more is known
  record LocalUser(String host, String user) implements Target {
    @Override
    public String kind() {
      return "user";
    }

    @Override
    public String name() {
      return host + ":" + user;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A program of a customer's, or a folder with all the programs in it.
  record Program(String host, String path) implements Target {
    @Override
    public String kind() {
      return "script";
    }

    @Override
    public String name() {
      return host + ":" + path;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// All logins and addresses of a domain.
  record OfDomain(String name) implements Target {
    @Override
    public String kind() {
      return "domain";
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A sender's address, which is a claim: only a person aims at it.
  record Sender(String name) implements Target {
    @Override
    public String kind() {
      return "sender";
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A whole account.
  record Customer(String name) implements Target {
    @Override
    public String kind() {
      return "account";
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// As people type it and as it is kept, such as `login:anna@example.net` or `user:web1:2001`.
  default String text() {
    return kind() + ":" + name();
  }

  /// What [#text] wrote.
  static Optional<Target> read(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0 || text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ' || c == 127)) {
      return Optional.empty();
    }
    String name = text.substring(colon + 1).strip();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.substring(0, colon)) {
      case "login" -> Optional.of(new Login(Identity.Login.of(name).name()));
      case "user" -> onHost(name).map(it -> new LocalUser(it.host, it.rest));
      case "script" ->
          onHost(name)
              .filter(it -> it.rest.startsWith("/"))
              .map(it -> new Program(it.host, it.rest));
      case "domain" -> Optional.of(new OfDomain(name.toLowerCase(Locale.ROOT)));
      case "sender" -> Optional.of(new Sender(name.toLowerCase(Locale.ROOT)));
      case "account" -> Optional.of(new Customer(name));
      default -> Optional.empty();
    };
  }

  /// What a meter is of; empty for what nobody should be aimed at: resellers and hosts, which are
  /// many people, and containers.
  static Optional<Target> of(MeterKey key) {
    return switch (key.kind()) {
      case LOGIN -> Optional.of(new Login(key.name()));
      case SCRIPT -> onHost(key.name()).flatMap(it -> local(it.host, it.rest));
      case DOMAIN -> Optional.of(new OfDomain(key.name()));
      case ACCOUNT -> Optional.of(new Customer(key.name()));
      case RESELLER, HOST -> Optional.empty();
    };
  }

  private static Optional<Target> local(String host, String name) {
    if (name.startsWith("/")) {
      return Optional.of(new Program(host, name));
    }
    return name.startsWith("container ")
        ? Optional.empty()
        : Optional.of(
            new LocalUser(host, name.startsWith("uid ") ? name.substring("uid ".length()) : name));
  }

  /// @param rest behind the host
  record OnHost(String host, String rest) {}

  private static Optional<OnHost> onHost(String name) {
    int colon = name.indexOf(':');
    return colon > 0 && colon < name.length() - 1
        ? Optional.of(new OnHost(name.substring(0, colon), name.substring(colon + 1)))
        : Optional.empty();
  }
}

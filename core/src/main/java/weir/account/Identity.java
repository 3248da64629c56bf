package weir.account;

import java.util.Locale;
import java.util.Optional;
import weir.mail.Domain;
import weir.net.IpPrefix;

/// How a sender shows itself. Two that mean the same are equal, however they were written.
public sealed interface Identity {

  /// The host whose own it is, by the provider's name; empty for one that is no host's.
  default Optional<String> ofHost() {
    return switch (this) {
      case LocalUser user -> Optional.of(user.host());
      case LocalName name -> Optional.of(name.host());
      case Script script -> Optional.of(script.host());
      case Container container -> Optional.of(container.host());
      case Login _, Site _, ClientNetwork _, SenderAddress _, SenderDomain _ -> Optional.empty();
    };
  }

  /// A login of a mailbox, as [#of] reads it.
  record Login(String name) implements Identity {

    /// Panels and clients write the login of a mailbox as `user@domain`, `user+domain` or
    /// `user%domain`, in any case; a name without a domain is as it is. A `+` or `%` within an
    /// address is a part of its local part.
    public static Login of(String written) {
      String name = written.strip();
      int at = name.lastIndexOf('@');
      for (char separator : new char[] {'%', '+'}) {
        int split = name.lastIndexOf(separator);
        if (at < 0 && split > 0 && isDomain(name.substring(split + 1))) {
          at = split;
        }
      }
      if (at <= 0) {
        return new Login(name.toLowerCase(Locale.ROOT));
      }
      String domain = name.substring(at + 1);
      return new Login(
          (name.substring(0, at) + '@' + Domain.parse(domain).map(Domain::name).orElse(domain))
              .toLowerCase(Locale.ROOT));
    }

    /// Of one label could be a tag as well.
    private static boolean isDomain(String text) {
      return text.indexOf('.') > 0
          && Domain.parse(text).filter(domain -> !domain.isLiteral()).isPresent();
    }
  }

  /// A user of a host's operating system. The same number on another host is somebody else.
  ///
  /// @param host the provider's own name for it
  record LocalUser(String host, long uid) implements Identity {}

  /// The same by name, as some servers' logs have it.
  ///
  /// @param host the provider's own name for it
  record LocalName(String host, String name) implements Identity {}

  /// A program of a customer's, or a folder with all the programs in it.
  ///
  /// @param path absolute, without links
  record Script(String host, String path) implements Identity {}

  /// A web site.
  record Site(Domain name) implements Identity {}

  /// Where a client connects from: a customer's own server, an office.
  record ClientNetwork(IpPrefix network) implements Identity {}

  /// A container or a virtual machine.
  record Container(String host, String id) implements Identity {}

  /// An address that mail claims to be from. By itself it proves nothing.
  record SenderAddress(String address) implements Identity {}

  /// All addresses of a domain that mail claims to be from. By itself it proves nothing.
  record SenderDomain(Domain name) implements Identity {}
}

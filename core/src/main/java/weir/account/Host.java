package weir.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// A machine of the provider's, by the provider's own name for it: the name that logs, settings and
/// identities have, whatever it calls itself in the mail.
///
/// @param addresses what it has and had, from when to when
/// @param roles what it does; empty where nobody has said
/// @param servers the mail servers that run on it; empty where nobody has said
/// @param aliases other names of it, in logs and settings
public record Host(
    String name,
    List<Address> addresses,
    Set<Role> roles,
    Set<MailServer> servers,
    List<String> aliases) {
  private static final Set<Role> WITHOUT_PROGRAMS =
      EnumSet.of(Role.MAIL, Role.MAILBOXES, Role.WEBMAIL);

  /// @throws IllegalArgumentException when it has no name
  public Host {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a host has a name");
    }
    addresses = List.copyOf(addresses);
    roles = Set.copyOf(roles);
    servers = Set.copyOf(servers);
    aliases = List.copyOf(aliases);
  }

  /// One that goes by its name only.
  public Host(String name, List<Address> addresses, Set<Role> roles, Set<MailServer> servers) {
    this(name, addresses, roles, servers, List.of());
  }

  /// One of which nothing but its name is known.
  public static Host of(String name) {
    return new Host(name, List.of(), Set.of(), Set.of());
  }

  /// Whether many customers stand behind its addresses, so that an address of its says nothing
  /// about who sends.
  public boolean isShared() {
    return roles.contains(Role.NAT);
  }

  /// Whether somebody has said what it does, and that is nothing that runs customers' programs. A
  /// customer's program can write into the host's syslog in the mail server's name, and hand on
  /// mail with any header.
  public boolean runsNoCustomers() {
    return !roles.isEmpty() && WITHOUT_PROGRAMS.containsAll(roles);
  }

  /// The narrowest of its networks that held an address at a time.
  public Optional<IpPrefix> network(IpAddress address, Instant at) {
    return addresses.stream()
        .filter(each -> each.includes(at) && each.prefix().contains(address))
        .map(Address::prefix)
        .max(Comparator.comparingInt(IpPrefix::bits));
  }

  /// The single addresses that it has at a time, those within its networks left out.
  public List<IpAddress> addresses(Instant at) {
    return addresses.stream()
        .filter(each -> each.includes(at))
        .map(Address::prefix)
        .filter(prefix -> prefix.equals(IpPrefix.of(prefix.first())))
        .map(IpPrefix::first)
        .toList();
  }

  /// Addresses that it had for a time.
  ///
  /// @param prefix one address, or a network that is all its own
  /// @param from the first moment; [Instant#MIN] for "as long as anybody knows"
  /// @param to the first moment after it; [Instant#MAX] for "still"
  public record Address(IpPrefix prefix, Instant from, Instant to) {

    /// @throws IllegalArgumentException when it ends before it begins
    public Address {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("an address is given up after it was taken");
      }
    }

    /// Since ever, and still.
    public static Address always(IpPrefix prefix) {
      return new Address(prefix, Instant.MIN, Instant.MAX);
    }

    boolean includes(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }

    boolean overlaps(Address other) {
      return from.isBefore(other.to) && other.from.isBefore(to);
    }
  }

  /// What a host does.
  public enum Role {
    /// Runs customers' programs.
    WEB,
    /// Takes mail and hands it on.
    MAIL,
    /// Has customers' mailboxes.
    MAILBOXES,
    /// Has the web mail, so its connections are its users', not its own.
    WEBMAIL,
    /// Translates addresses, or is a proxy: many customers stand behind it.
    NAT,
    /// Runs the customers' panel.
    PANEL
  }

  /// A program that takes mail.
  public enum MailServer {
    POSTFIX,
    EXIM,
    QMAIL,
    SENDMAIL,
    DOVECOT,
    /// Our own gateway.
    WEIR
  }
}

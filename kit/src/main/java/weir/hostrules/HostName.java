package weir.hostrules;

import java.util.List;

/// What the DNS says of a client's address. Four answers, and "could not tell" is one of its own.
///
/// Names are kept in small letters without a final dot.
public sealed interface HostName {

  /// The address has no name (`UNKNOWN` of tcp_wrappers).
  record None() implements HostName {}

  /// A name that leads back to the address. Only such a name makes a name rule match.
  record Confirmed(String name) implements HostName {
    public Confirmed {
      name = Client.folded(name);
    }
  }

  /// The address has names, and none of them leads back to it (`PARANOID`).
  ///
  /// @param names as the DNS gave them
  record Paranoid(List<String> names) implements HostName {
    public Paranoid {
      names = names.stream().map(Client::folded).toList();
    }
  }

  /// The DNS did not say.
  ///
  /// @param names those of the address, where only the way back failed; empty where nothing is
  ///   known
  /// @param cause what failed, for people
  record Unknown(List<String> names, String cause) implements HostName {
    public Unknown {
      names = names.stream().map(Client::folded).toList();
    }
  }

  /// What the original tcpserver takes for the client's name: the first one, whether it leads back
  /// or not; with `-p` only one that does. A failure of the DNS leaves it without a name.
  ///
  /// @param paranoid whether it runs with `-p`
  /// @return [None] or [Confirmed]: it knows nothing between
  default HostName seenByTcpserver(boolean paranoid) {
    return switch (this) {
      case None none -> none;
      case Confirmed confirmed -> confirmed;
      case Paranoid(var names) -> paranoid ? new None() : first(names);
      case Unknown(var names, var _) -> paranoid ? new None() : first(names);
    };
  }

  /// What the original tcp_wrappers make of it: a way back that failed, for whatever reason, is
  /// `PARANOID`; a reverse look-up that failed is `UNKNOWN`.
  ///
  /// @return never [Unknown]
  default HostName seenByTcpd() {
    return switch (this) {
      case None none -> none;
      case Confirmed confirmed -> confirmed;
      case Paranoid paranoid -> paranoid;
      case Unknown(var names, var _) -> names.isEmpty() ? new None() : new Paranoid(names);
    };
  }

  private static HostName first(List<String> names) {
    return names.isEmpty() ? new None() : new Confirmed(names.getFirst());
  }
}

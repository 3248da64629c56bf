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
}

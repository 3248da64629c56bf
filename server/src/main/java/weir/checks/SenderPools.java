package weir.checks;

import java.time.Instant;
import java.util.List;
import weir.check.ReverseNames;
import weir.check.ReverseNames.Reverse;
import weir.mail.Domain;
import weir.net.IpAddress;

/// Large senders whose servers count as one client: whatever has a confirmed name within one of
/// these domains.
record SenderPools(List<Domain> domains, ReverseNames names) {

  /// Where a client belongs.
  sealed interface Home {
    record Pool(String domain) implements Home {}

    record None() implements Home {}

    /// Its name could not be looked up.
    record Failed(String cause) implements Home {}
  }

  /// The answers are there already where [FcrdnsCheck] or its like has asked: the resolver
  /// remembers.
  Home of(IpAddress client, Instant deadline) {
    if (domains.isEmpty()) {
      return new Home.None();
    }
    return switch (names.look(client, deadline)) {
      case Reverse.Confirmed(var name, var exact) when exact -> home(name);
      case Reverse.Confirmed _, Reverse.NotConfirmed _, Reverse.NoName _ -> new Home.None();
      case Reverse.Failed(var cause, var _) -> new Home.Failed(cause);
    };
  }

  private Home home(String name) {
    for (Domain pool : domains) {
      if (isWithin(name, pool.name())) {
        return new Home.Pool(pool.name());
      }
    }
    return new Home.None();
  }

  private static boolean isWithin(String name, String domain) {
    int extra = name.length() - domain.length();
    return name.endsWith(domain) && (extra == 0 || (extra > 0 && name.charAt(extra - 1) == '.'));
  }
}

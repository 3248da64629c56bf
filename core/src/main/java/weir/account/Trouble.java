package weir.account;

import java.util.List;
import weir.net.IpPrefix;

/// Something in a directory that cannot be right.
public sealed interface Trouble {
  /// What is wrong, for people, as the second half of a sentence.
  String text();

  /// @param accounts the accounts that are named with it
  record OfIdentity(Identity identity, List<String> accounts, String text) implements Trouble {
    public OfIdentity {
      accounts = List.copyOf(accounts);
    }
  }

  /// @param hosts the hosts that are named with it
  record OfAddress(IpPrefix prefix, List<String> hosts, String text) implements Trouble {
    public OfAddress {
      hosts = List.copyOf(hosts);
    }
  }

  /// @param host as it is named
  /// @param examples some of the identities that are of it
  record OfHost(String host, List<Identity> examples, String text) implements Trouble {
    public OfHost {
      examples = List.copyOf(examples);
    }
  }

  /// @param account its id
  record OfAccount(String account, String text) implements Trouble {}
}

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

  /// @param account its id
  record OfAccount(String account, String text) implements Trouble {}
}

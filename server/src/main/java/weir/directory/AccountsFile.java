package weir.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Key;

/// The keys of a TOML file with accounts.
record AccountsFile(@Doc("The accounts, by their ids.") Map<String, Entry> accounts) {

  /// An account and what it has.
  record Entry(
      Optional<String> name,
      Optional<String> reseller,
      Optional<String> plan,
      Optional<String> since,
      Optional<String> until,
      Optional<String> contact,
      Optional<String> language,
      @Key("protected") @Default("false") boolean isProtected,
      List<String> logins,
      List<String> sites,
      List<String> networks,
      List<String> senders,
      List<String> senderDomains,
      Map<String, List<Long>> uids,
      Map<String, List<String>> users,
      Map<String, List<String>> scripts,
      Map<String, List<String>> containers,
      List<Had> had) {}

  /// What it has or had from a time to a time.
  record Had(
      Optional<String> login,
      Optional<String> host,
      Optional<Long> uid,
      Optional<String> user,
      Optional<String> script,
      Optional<String> site,
      Optional<String> network,
      Optional<String> container,
      Optional<String> sender,
      Optional<String> senderDomain,
      Optional<String> from,
      Optional<String> to) {}
}

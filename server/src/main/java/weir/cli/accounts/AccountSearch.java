package weir.cli.accounts;

import java.util.Locale;
import java.util.Optional;
import weir.account.Account;
import weir.account.Identity;
import weir.attribution.Words;
import weir.net.IpPrefix;

/// What accounts are searched by: a word, a host, both or neither.
final class AccountSearch {
  private final String text;
  private final String word;
  private final Optional<String> host;
  private final Identity login;
  private final Optional<IpPrefix> network;

  /// @param text part of a name, a whole login or uid, an address, or a path
  AccountSearch(Optional<String> text, Optional<String> host) {
    this.text = text.orElse("");
    this.word = this.text.toLowerCase(Locale.ROOT);
    this.host = host;
    this.login = Identity.Login.of(this.text);
    this.network = IpPrefix.parse(this.text);
  }

  /// Whether everything fits.
  boolean isOpen() {
    return word.isEmpty() && host.isEmpty();
  }

  boolean fits(Account account) {
    return host.isEmpty()
        && (account.id().toLowerCase(Locale.ROOT).contains(word)
            || account.name().toLowerCase(Locale.ROOT).contains(word)
            || account.contact().orElse("").toLowerCase(Locale.ROOT).contains(word));
  }

  boolean fits(Identity identity) {
    return identity.equals(login) || (isHere(identity) && hasOrHolds(identity));
  }

  private boolean hasOrHolds(Identity identity) {
    return switch (identity) {
      case Identity.LocalUser user -> word.isEmpty() || word.equals(Long.toString(user.uid()));
      case Identity.ClientNetwork client -> holds(client.network()) || hasWord(client);
      case Identity.Script script -> holds(script.path()) || hasWord(script);
      case Identity.Login _,
          Identity.LocalName _,
          Identity.Site _,
          Identity.Container _,
          Identity.SenderAddress _,
          Identity.SenderDomain _ ->
          hasWord(identity);
    };
  }

  private boolean hasWord(Identity identity) {
    return Words.of(identity).toLowerCase(Locale.ROOT).contains(word);
  }

  private boolean holds(IpPrefix wider) {
    return network.filter(wider::contains).isPresent();
  }

  /// Paths differ by case.
  private boolean holds(String folder) {
    return text.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  private boolean isHere(Identity identity) {
    return host.isEmpty() || host.equals(identity.ofHost());
  }
}

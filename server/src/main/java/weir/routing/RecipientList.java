package weir.routing;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import weir.mail.Path;

/// Recipients that an operator or a panel wrote down, as local parts or whole addresses.
///
/// Compared without regard to case, as every mail server of the field does for its own users; the
/// part after `delimiter` is not part of the name (`ann+lists` is `ann`). `postmaster` always
/// exists (RFC 5321 section 4.5.1).
public final class RecipientList implements RecipientSource {
  private static final RecipientAnswer EXISTS = new RecipientAnswer.Exists();
  private static final RecipientAnswer NO_SUCH_USER =
      new RecipientAnswer.NoSuchUser(Optional.empty());

  private final Set<String> names;
  private final String delimiter;

  /// @param names in lower case: `ann` or `ann@example.com`
  /// @param delimiter such as `+`; empty for none
  public RecipientList(Set<String> names, String delimiter) {
    this.names = Set.copyOf(names);
    this.delimiter = delimiter;
  }

  @Override
  public RecipientAnswer ask(Path.Mailbox recipient, Instant deadline) {
    String local = recipient.localPart().toLowerCase(Locale.ROOT);
    String domain = recipient.domain().name();
    if (local.equals("postmaster") || knows(local, domain)) {
      return EXISTS;
    }
    int cut = delimiter.isEmpty() ? -1 : local.indexOf(delimiter);
    return cut > 0 && knows(local.substring(0, cut), domain) ? EXISTS : NO_SUCH_USER;
  }

  private boolean knows(String local, String domain) {
    return names.contains(local) || names.contains(local + "@" + domain);
  }
}

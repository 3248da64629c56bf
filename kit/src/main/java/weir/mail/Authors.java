package weir.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whom a message names as its authors: the addresses of its From field (RFC 5322 section 3.6.2).
/// As true as its writer.
///
/// A message has one such field; of several a reader may be shown any, so the addresses of all of
/// them count. Names beside the addresses are not looked at, encoded words (RFC 2047) among them.
///
/// @param addresses each once, at most [#MOST]
/// @param unreadable why there may be more, in a sentence of ours; holds nothing of the message
public record Authors(Set<Path.Mailbox> addresses, Optional<String> unreadable) {
  /// Addresses, and fields, that are read.
  public static final int MOST = 20;

  /// Characters of a field that are read: four times the longest line.
  static final int LIMIT = 4_000;

  /// There is no From field.
  public static final Authors NONE = new Authors(Set.of(), Optional.empty());

  public Authors {
    addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
  }

  /// The values of the From fields of a message, unfolded; one more than [#MOST] where there are
  /// more, and of each a character more than is read where it is longer.
  public static List<String> values(HeaderList header) {
    return header.values("From", MOST + 1, HeaderList.Bounds.USUAL.octets()).stream()
        .map(value -> value.substring(0, Math.min(value.length(), LIMIT + 1)))
        .toList();
  }

  /// Reads what [#values] gave.
  public static Authors read(List<String> values) {
    Set<Path.Mailbox> addresses = new LinkedHashSet<>();
    Optional<String> unreadable = Optional.empty();
    for (String value : values.subList(0, Math.min(values.size(), MOST))) {
      List<Path.Mailbox> found = new ArrayList<>();
      Optional<String> fault = MailboxList.read(value, found);
      unreadable = unreadable.or(() -> fault);
      addresses.addAll(found);
    }
    if (values.size() > MOST) {
      unreadable = unreadable.or(() -> Optional.of("there are too many From fields"));
    }
    if (addresses.size() > MOST) {
      unreadable = unreadable.or(() -> Optional.of("the From field has too many addresses"));
      addresses = new LinkedHashSet<>(new ArrayList<>(addresses).subList(0, MOST));
    }
    return new Authors(addresses, unreadable);
  }
}

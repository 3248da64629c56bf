package weir.directory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// The mailboxes of one user of cPanel: `/home/USER/etc/DOMAIN/passwd` has one in each line, before
/// the first colon.
///
/// The user writes these files himself. So they are believed for the domains only that the panel's
/// own files give to the user, and whatever else is in them, or is there in their place, costs
/// nobody but the user.
final class CpanelMailboxFiles {
  /// Octets of one file.
  static final int MOST_OCTETS = 1 << 20;

  /// Mailboxes of one user; what is beyond is not known.
  static final int MOST = 20_000;

  /// A local part (RFC 5321 section 4.5.3.1.1) as cPanel makes them: an atom with dots.
  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

  private final String user;
  private final Path home;
  private final ListingBuilder listing;
  private final List<String> logins = new ArrayList<>();

  CpanelMailboxFiles(String user, Path home, ListingBuilder listing) {
    this.user = user;
    this.home = home;
    this.listing = listing;
  }

  /// Their logins.
  ///
  /// @param domains those that the panel says are the user's
  List<String> read(Collection<String> domains) {
    for (String domain : domains) {
      String where = user + "'s " + domain;
      try {
        byte[] file = CustomerFile.read(home, List.of("etc", domain, "passwd"), MOST_OCTETS);
        PlainLines.each(
            new ByteArrayInputStream(file), "passwd", (number, line) -> take(number, line, domain));
      } catch (NoSuchFileException none) {
        // It has no mailboxes.
      } catch (IOException | SourceFailed e) {
        listing.disbelieve(where, String.valueOf(e.getMessage()));
      }
    }
    return logins;
  }

  private void take(int number, String line, String domain) throws SourceFailed {
    String box = line.substring(0, Math.max(0, line.indexOf(':')));
    if (!LOCAL_PART.matcher(box).matches()) {
      throw new SourceFailed("line " + number + " names no mailbox");
    }
    if (logins.size() == MOST) {
      throw new SourceFailed("the user has more than " + MOST + " mailboxes");
    }
    logins.add(box + "@" + domain);
  }
}

package weir.listfile;

import java.util.Locale;
import weir.mail.Domain;
import weir.mail.Path;

/// What a list is asked for, in the form in which lists are kept: small letters, NFC, domains as
/// A-labels, local parts without quotes.
///
/// @param text what patterns see
/// @param local where the domain begins; 0 for a name
public record Sought(String text, int local) {

  /// An address of the envelope.
  public static Sought address(Path.Mailbox mailbox) {
    String key = mailbox.key();
    return new Sought(key, key.length() - mailbox.domain().name().length());
  }

  /// What a client calls itself; any text, empty where it said nothing.
  public static Sought name(String said) {
    return new Sought(
        Domain.parse(said).map(Domain::name).orElseGet(() -> said.toLowerCase(Locale.ROOT)), 0);
  }

  /// Whether this is an address, so that its parts can be listed.
  boolean isAddress() {
    return local > 0;
  }
}

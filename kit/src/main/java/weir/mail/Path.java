package weir.mail;

import java.text.Normalizer;
import java.util.Locale;

/// A reverse-path or forward-path of the envelope (RFC 5321 section 4.1.2), without brackets and
/// without source route.
public sealed interface Path {

  /// Octets of a local part (RFC 5321 section 4.5.3.1.1), counted without quotes.
  int LOCAL_PART_LIMIT = 64;

  /// Octets of a whole path with its brackets (RFC 5321 section 4.5.3.1.3).
  int LIMIT = 256;

  /// The wire form between the brackets, quoted where needed; valid UTF-8 text without control
  /// characters.
  String text();

  /// The name of the domain in its one form, see [Domain]; empty where the path has none.
  default String domainName() {
    return "";
  }

  /// The null reverse-path `<>` of bounces and other notices (RFC 5321 section 4.5.5).
  record Null() implements Path {
    @Override
    public String text() {
      return "";
    }

    @Override
    public String toString() {
      return "<>";
    }
  }

  /// The recipient `<postmaster>` without a domain, in any case (RFC 5321 section 4.5.1).
  record Postmaster() implements Path {
    @Override
    public String text() {
      return "postmaster";
    }

    @Override
    public String toString() {
      return "<postmaster>";
    }
  }

  /// A mailbox at a domain.
  ///
  /// @param localPart as written, quotes and backslashes removed: `"a@b"@c` has the local part
  ///   `a@b`; never empty
  /// @param domain canonical, see [Domain]
  record Mailbox(String localPart, Domain domain) implements Path {

    /// @throws IllegalArgumentException for an empty local part, one beyond [#LOCAL_PART_LIMIT], or
    ///   one with control characters; text from outside goes through [PathParser]
    public Mailbox {
      if (LocalPart.fault(localPart).isPresent()) {
        throw new IllegalArgumentException(LocalPart.fault(localPart).get());
      }
    }

    /// `local@domain` for people, lists and logs: unquoted, hence not always valid on the wire
    /// ([#text] is).
    public String address() {
      return localPart + "@" + domain.name();
    }

    /// The one form under which policies, lists, limits and caches know this mailbox: case folded,
    /// NFC.
    ///
    /// Local parts may differ by case only (RFC 5321 section 2.4), but nobody's do, and RFC 2505
    /// section 2.14 wants lists to ignore it.
    public String key() {
      String local = localPart.toLowerCase(Locale.ROOT);
      if (!DomainText.isAscii(local)) {
        local = Normalizer.normalize(local, Normalizer.Form.NFC);
      }
      return local + "@" + domain.name();
    }

    /// Whether the next hop must know SMTPUTF8 (RFC 6531) to take this path. The domain never needs
    /// it: it is sent as A-labels.
    public boolean needsUtf8() {
      return !DomainText.isAscii(localPart);
    }

    @Override
    public String domainName() {
      return domain.name();
    }

    @Override
    public String text() {
      return LocalPart.wire(localPart) + "@" + domain.name();
    }

    @Override
    public String toString() {
      return "<" + text() + ">";
    }
  }
}

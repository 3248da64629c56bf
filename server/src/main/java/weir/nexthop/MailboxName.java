package weir.nexthop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import weir.mail.Path;

/// The folder name of a mailbox: its address in lower case, where every octet that could mean
/// something to a file system or a shell is written `%XX`.
///
/// Two addresses that differ in more than case never share a folder (invariant 9 is about the other
/// direction: nothing from outside becomes a path).
final class MailboxName {

  /// Longest name kept as it is; file systems allow 255 octets, and tools add suffixes.
  private static final int MAX = 200;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private MailboxName() {}

  /// @param delimiter what follows it in the local part does not count; empty for none
  static String of(Path recipient, String delimiter) {
    return switch (recipient) {
      case Path.Null _ -> throw new IllegalArgumentException("the null path receives no mail");
      case Path.Postmaster _ -> "postmaster";
      case Path.Mailbox mailbox -> {
        String local = mailbox.localPart();
        int cut = delimiter.isEmpty() ? -1 : local.indexOf(delimiter);
        String named = cut > 0 ? local.substring(0, cut) : local;
        yield folder(named + "@" + mailbox.domain().name());
      }
    };
  }

  /// Escapes any text into one harmless path element.
  static String folder(String address) {
    byte[] octets = address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      char c = (char) (octets[i] & 0xff);
      if (harmless(c) && !(i == 0 && c == '.')) {
        name.append(c);
      } else {
        name.append('%').append(HEX.toHexDigits(octets[i]));
      }
    }
    return name.length() <= MAX ? name.toString() : shortened(name.toString(), octets);
  }

  private static boolean harmless(char c) {
    return c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '@'
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '+'
        || c == '=';
  }

  private static String shortened(String name, byte[] octets) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
      // '~' is never harmless above, so a shortened name meets no whole one
      return name.substring(0, 120) + '~' + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

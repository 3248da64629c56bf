package weir.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes the local parts of strangers' addresses out of a message: whoever got the mail has done
/// nothing.
final class Redaction {
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,255})");

  /// Fields whose text names recipients beside their addresses.
  private static final Set<String> OF_RECIPIENTS =
      Set.of(
          "to",
          "cc",
          "bcc",
          "resent-to",
          "resent-cc",
          "delivered-to",
          "x-original-to",
          "envelope-to",
          "apparently-to");

  /// What looks like an address here is the message's own id.
  private static final Set<String> OF_IDS = Set.of("message-id", "references", "in-reply-to");

  private static final String OUT = "[the body is left out: it is encoded, and may name people]\n";

  private final Set<String> own;

  /// @param own addresses that are the account's own, and stay
  Redaction(Set<String> own) {
    this.own = own.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  byte[] of(byte[] message) {
    String text = new String(message, ISO_8859_1).replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    String header = end < 0 ? text : text.substring(0, end + 1);
    StringBuilder out = new StringBuilder();
    for (String field : header.split("\n(?![ \t])")) {
      out.append(field(field)).append('\n');
    }
    if (end >= 0) {
      out.append('\n').append(isEncoded(header) ? OUT : addresses(text.substring(end + 2)));
    }
    return out.toString().getBytes(ISO_8859_1);
  }

  private String field(String field) {
    String name = field.substring(0, Math.max(0, field.indexOf(':'))).strip();
    String low = name.toLowerCase(Locale.ROOT);
    if (OF_IDS.contains(low)) {
      return field;
    }
    if (!OF_RECIPIENTS.contains(low)) {
      return addresses(field);
    }
    String found =
        ADDRESS
            .matcher(field)
            .results()
            .map(it -> redacted(it.group(), it.group(1)))
            .collect(Collectors.joining(", "));
    return name + ": " + found;
  }

  private static boolean isEncoded(String header) {
    String low = header.toLowerCase(Locale.ROOT);
    return low.contains("base64") || low.contains("multipart/") || low.contains("quoted-printable");
  }

  private String addresses(String text) {
    return ADDRESS
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement(redacted(it.group(), it.group(1))));
  }

  private String redacted(String address, String domain) {
    return own.contains(address.toLowerCase(Locale.ROOT)) ? address : "xxx@" + domain;
  }
}

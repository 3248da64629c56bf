package weir.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A second reader of what XCLIENT and XFORWARD carry: by expressions made from Postfix's
/// XCLIENT_README and from the xtext of RFC 3461 section 4, without a cursor.
final class ForwardedPairs {
  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z_]+)=((?:[!-*,-<>-~]|\\+[0-9A-F]{2})*)");
  private static final Pattern ENCODED = Pattern.compile("\\+(..)");

  /// Nothing that ends a line, or commands a terminal, comes out of a value.
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]");

  private ForwardedPairs() {}

  /// @param argument all behind the verb, a character an octet
  /// @return by names in upper case; empty where it is not in order as a whole
  static Optional<Map<String, String>> read(String argument, Set<String> offered) {
    Map<String, String> found = new HashMap<>();
    for (String word : argument.strip().split(" +", -1)) {
      Matcher pair = PAIR.matcher(word);
      if (!pair.matches()) {
        return Optional.empty();
      }
      String name = pair.group(1).toUpperCase(Locale.ROOT);
      Optional<String> value = decoded(pair.group(2));
      if (value.isEmpty() || !offered.contains(name) || found.put(name, value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  private static Optional<String> decoded(String xtext) {
    String octets =
        ENCODED
            .matcher(xtext)
            .replaceAll(each ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(each.group(1), 16))));
    byte[] bytes = octets.getBytes(ISO_8859_1);
    String text = new String(bytes, UTF_8);
    boolean whole = Arrays.equals(text.getBytes(UTF_8), bytes);
    return whole && !CONTROL.matcher(text).find() ? Optional.of(text) : Optional.empty();
  }
}

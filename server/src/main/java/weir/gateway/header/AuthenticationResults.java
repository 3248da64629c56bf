package weir.gateway.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.mail.Domain;
import weir.mail.HeaderField;
import weir.net.IpAddress;
import weir.verdict.Facts;

/// The field `Authentication-Results` (RFC 8601): what we found out about who sent a message.
///
/// @param id our own name, the `authserv-id` of section 2.5
public record AuthenticationResults(Domain id) {
  public static final String NAME = "Authentication-Results";

  /// @param iprev how the look-up of the client's name ended, in the words of section 2.7.3
  /// @param name the client's confirmed name
  /// @return nothing where nothing was found out
  public Optional<HeaderField> field(Facts facts, Optional<String> iprev, Optional<String> name) {
    List<String> results = new ArrayList<>(2);
    iprev.ifPresent(result -> results.add(iprev(result, facts.client(), name)));
    // RFC 8601 section 2.7.4; who it was stays between the customer and us.
    facts.login().ifPresent(login -> results.add("auth=pass (" + login.mechanism() + ")"));
    return results.isEmpty()
        ? Optional.empty()
        : Optional.of(new HeaderField(NAME, id.name() + ";\t" + String.join(";\t", results)));
  }

  /// The address of IPv6 has colons and so stands in quotes (section 2.2: `pvalue`).
  private static String iprev(String result, IpAddress client, Optional<String> name) {
    String address = client.isV4() ? client.toString() : '"' + client.toString() + '"';
    return "iprev="
        + result
        + name.map(each -> " (" + each + ")").orElse("")
        + " policy.iprev="
        + address;
  }

  /// Whether a field of this value says to be ours (section 5: such ones are to be removed where
  /// they come from outside).
  ///
  /// @param value all of it: a long comment may stand before the name
  public boolean isForged(String value) {
    String claimed = firstWord(value);
    String name = claimed.endsWith(".") ? claimed.substring(0, claimed.length() - 1) : claimed;
    return name.equalsIgnoreCase(id.name());
  }

  /// What stands before the first semicolon or blank, without comments and with quoted strings as
  /// what they say (RFC 5322 section 3.2): `(x) "mx\.example.com" 1`.
  private static String firstWord(String value) {
    StringBuilder word = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        word.append(depth == 0 ? value.substring(i, i + 1) : "");
      } else if (quoted || (c == '"' && depth == 0)) {
        quoted ^= c == '"';
        word.append(c == '"' ? "" : c);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0 && (c == ';' || (blank && !word.isEmpty()))) {
        break;
      } else if (depth == 0 && !blank) {
        word.append(c);
      }
    }
    return word.toString();
  }
}

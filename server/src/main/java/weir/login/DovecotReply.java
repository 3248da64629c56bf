package weir.login;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What Dovecot answers to one question.
sealed interface DovecotReply {

  /// @param user the name as Dovecot writes it
  record Ok(String user) implements DovecotReply {}

  record Fail() implements DovecotReply {}

  /// Neither yes nor no.
  record NotNow(String why) implements DovecotReply {}

  /// Octets of a name at most (RFC 4616 section 2).
  int LONGEST_USER = 255;

  /// @param line `OK`, `FAIL` or `CONT`, its number, and parameters, between tabs
  /// @param sent the name that was asked for
  static DovecotReply of(List<String> line, String sent) {
    List<String> parameters = line.subList(2, line.size());
    return switch (line.getFirst()) {
      case "OK" -> new Ok(user(parameters, sent));
      case "FAIL" ->
          parameters.contains("temp") || parameters.contains("code=temp_fail")
              ? new NotNow("it cannot tell now")
              : new Fail();
      default -> new NotNow("it asks for more than a name and a password");
    };
  }

  private static String user(List<String> parameters, String sent) {
    for (String parameter : parameters) {
      if (parameter.startsWith("user=")) {
        String user = unescaped(parameter.substring("user=".length()));
        boolean sound =
            !user.isEmpty()
                && user.getBytes(StandardCharsets.UTF_8).length <= LONGEST_USER
                && user.chars().noneMatch(Character::isISOControl);
        return sound ? user : sent;
      }
    }
    return sent;
  }

  /// Tab and the like stand behind an octet 1.
  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\1' && i + 1 < text.length()) {
        plain.append(
            switch (text.charAt(++i)) {
              case '0' -> '\0';
              case 't' -> '\t';
              case 'r' -> '\r';
              case 'n' -> '\n';
              default -> '\1';
            });
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}

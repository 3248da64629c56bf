package weir.agent.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the wrapper writes of the program that called it: claims, all of them, since anybody may
/// ask without being the wrapper.
///
/// @param folder in which it was called
/// @param script that CGI named in the environment
/// @param client address of whoever asked the web server, by the environment
/// @param site that was asked for, by the environment
/// @param arguments of sendmail, its own name first
public record Question(
    Optional<String> folder,
    Optional<String> script,
    Optional<String> client,
    Optional<String> site,
    List<String> arguments) {
  /// Octets of a question, the wrapper's.
  static final int MOST_OCTETS = 16_384;

  private static final String FORM = "weir=1";

  public Question {
    arguments = List.copyOf(arguments);
  }

  /// Fields `NAME=VALUE`, each with a NUL behind it; those of other names are for later versions.
  ///
  /// @return empty for another form
  static Optional<Question> read(byte[] octets) {
    List<String> fields = List.of(new String(octets, UTF_8).split("\0", -1));
    return fields.getFirst().equals(FORM)
        ? Optional.of(
            new Question(
                value(fields, "cwd"),
                value(fields, "SCRIPT_FILENAME"),
                value(fields, "REMOTE_ADDR"),
                value(fields, "HTTP_HOST"),
                values(fields, "arg")))
        : Optional.empty();
  }

  private static Optional<String> value(List<String> fields, String name) {
    return values(fields, name).stream().findFirst();
  }

  private static List<String> values(List<String> fields, String name) {
    List<String> found = new ArrayList<>();
    for (String field : fields) {
      if (field.startsWith(name + "=")) {
        found.add(field.substring(name.length() + 1));
      }
    }
    return found;
  }
}

package weir.checks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.config.Unreadable;
import weir.listfile.EntryList;
import weir.listfile.Kind;
import weir.listfile.ListFile;
import weir.listfile.ReadAs;
import weir.listfile.Sought;

/// A file that says under which addresses each login may send, besides its own: a line has a login,
/// a colon, then addresses and domains with blanks between.
///
/// ```
/// ann@example.com: newsletter@shop.example @blog.example
/// *:               noreply@example.com
/// ```
///
/// @param mistakes at most [#MOST_MISTAKES]
record LoginSenders(Map<String, EntryList> byLogin, List<String> mistakes) {
  static final int MOST_MISTAKES = 20;

  /// Logins of a file.
  static final int MOST_LOGINS = 500_000;

  static final LoginSenders NONE = new LoginSenders(Map.of(), List.of());

  private static final String ANYBODY = "*";

  static LoginSenders read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new LoginSenders(Map.of(), List.of(file + " " + Unreadable.why(e)));
    }
    Map<String, EntryList> byLogin = new HashMap<>();
    List<String> mistakes = new ArrayList<>();
    for (int i = 0; i < lines.size() && mistakes.size() < MOST_MISTAKES; i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        String at = file + ":" + (i + 1) + ": ";
        line(line, byLogin).ifPresent(reason -> mistakes.add(at + reason));
      }
    }
    return new LoginSenders(byLogin, mistakes);
  }

  /// @return what is wrong with it
  private static Optional<String> line(String line, Map<String, EntryList> byLogin) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      return Optional.of("a line is LOGIN: ADDRESS @DOMAIN ...");
    }
    if (byLogin.size() >= MOST_LOGINS) {
      return Optional.of("a file has at most " + MOST_LOGINS + " logins");
    }
    String key = LoginName.of(line.substring(0, colon)).key();
    String addresses = line.substring(colon + 1).strip();
    if (addresses.isEmpty()) {
      return Optional.of("no address stands behind the colon");
    }
    ListFile list = ListFile.of(List.of(addresses.split("\\s+")), Kind.SENDERS, ReadAs.PLAIN);
    if (!list.mistakes().isEmpty()) {
      String mistake = list.mistakes().getFirst();
      return Optional.of(mistake.substring(mistake.indexOf(": ") + 2));
    }
    return byLogin.putIfAbsent(key, list.list()) == null
        ? Optional.empty()
        : Optional.of("\"" + key + "\" stands here a second time: one line a login");
  }

  boolean allow(LoginName login, Sought sender) {
    return allows(byLogin.get(login.key()), sender) || allows(byLogin.get(ANYBODY), sender);
  }

  private static boolean allows(@Nullable EntryList list, Sought sender) {
    if (list == null) {
      return false;
    }
    List<EntryList.Match> found = list.find(sender);
    return !found.isEmpty()
        && switch (found.getFirst().word()) {
          case LISTED, ALLOWED -> true;
          case EXCEPTED -> false;
        };
  }
}

package weir.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The names of a machine's users, by passwd(5), or of its groups, by group(5).
public final class UserNames {
  private final Map<Long, String> names = new HashMap<>();

  private UserNames() {}

  /// Without names where there is no such file; of two names of one user the first.
  ///
  /// @param passwd `/etc/passwd` or `/etc/group`: the name is their first field, the number the
  ///   third
  public static UserNames read(Path passwd) {
    UserNames all = new UserNames();
    List<String> lines;
    try {
      lines = Files.readAllLines(passwd, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return all;
    }
    for (String line : lines) {
      String[] fields = line.split(":", 4);
      if (fields.length == 4 && fields[2].matches("\\d{1,10}")) {
        all.names.putIfAbsent(Long.parseLong(fields[2]), fields[0]);
      }
    }
    return all;
  }

  public Optional<String> name(long uid) {
    return Optional.ofNullable(names.get(uid));
  }

  /// The number of a name.
  public OptionalLong number(String name) {
    return names.entrySet().stream()
        .filter(each -> each.getValue().equals(name))
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  /// For people: `shop (2001)`, or `uid 2001` where it has no name here.
  public String shown(long uid) {
    return name(uid).map(name -> name + " (" + uid + ")").orElse("uid " + uid);
  }
}

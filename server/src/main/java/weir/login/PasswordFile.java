package weir.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.config.Unreadable;

/// The logins of one password file at one moment. Immutable.
///
/// A line is `login:hash`; empty lines and those that begin with `#` mean nothing. A login is
/// matched exactly as written. One bad line and the file is not taken at all, so that half a file,
/// caught while it was being written, never locks half the customers out.
public final class PasswordFile {

  /// A larger file is refused.
  public static final long LARGEST_FILE = 32L * 1024 * 1024;

  /// Mistakes reported of one file; the rest is left out.
  public static final int MISTAKES_REPORTED = 50;

  /// Octets in a login at most (RFC 4616 section 2).
  static final int LONGEST_LOGIN = 255;

  /// Different parameters of Argon2id in one file at most.
  static final int KINDS_AT_MOST = 4;

  /// What a file turned out to be.
  public sealed interface Reading {

    record Good(PasswordFile file) implements Reading {}

    /// @param mistakes at least one
    record Bad(List<Mistake> mistakes) implements Reading {}
  }

  /// @param line from 1; 0 for the file as a whole
  public record Mistake(int line, String why) {
    /// Behind the name of the file.
    public String in(Path file) {
      return line == 0 ? file + " " + why : file + ":" + line + ": " + why;
    }
  }

  /// Taken in place of a name's hash while there is none at all.
  private static final PasswordHash NOBODY =
      PasswordHash.parse("$2b$10$0IirAQmgjvIo0YEzMhkZnuky4RUGERphD9dGHWvimIZTJdtrQdaY.");

  private final Map<String, PasswordHash> hashes;
  private final List<PasswordHash> decoys;

  private PasswordFile(Map<String, PasswordHash> hashes) {
    this.hashes = Map.copyOf(hashes);
    this.decoys = hashes.isEmpty() ? List.of(NOBODY) : List.copyOf(hashes.values());
  }

  /// Reads the file; what goes wrong is in the answer.
  public static Reading read(Path path) {
    try {
      if (Files.size(path) > LARGEST_FILE) {
        return bad("is larger than " + LARGEST_FILE + " bytes");
      }
      return parse(Files.readString(path, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return bad(Unreadable.why(unreadable));
    }
  }

  /// Reads the text of a file.
  public static Reading parse(String text) {
    Map<String, PasswordHash> hashes = new HashMap<>();
    List<Mistake> mistakes = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        take(line, hashes, kinds);
      } catch (IllegalArgumentException bad) {
        mistakes.add(new Mistake(number, String.valueOf(bad.getMessage())));
        if (mistakes.size() == MISTAKES_REPORTED) {
          break;
        }
      }
    }
    return mistakes.isEmpty()
        ? new Reading.Good(new PasswordFile(hashes))
        : new Reading.Bad(List.copyOf(mistakes));
  }

  /// The text to write behind a login's colon for this password. Takes a core for a fifth of a
  /// second.
  public static String hash(byte[] password) {
    return PasswordHash.of(password).text();
  }

  public int size() {
    return hashes.size();
  }

  Optional<PasswordHash> hashOf(String login) {
    return Optional.ofNullable(hashes.get(login));
  }

  /// Somebody's hash to try in vain for a name nobody has. The same `secret`, which is to come from
  /// the name and a key, gives the same hash: with hashes of several strengths in a file, names
  /// that do not exist are as quick or slow as those that do.
  PasswordHash decoy(long secret) {
    return decoys.get((int) Math.floorMod(secret, (long) decoys.size()));
  }

  private static void take(String line, Map<String, PasswordHash> hashes, Set<String> kinds) {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("not login:hash");
    }
    String login = line.substring(0, colon);
    requireLogin(login);
    PasswordHash hash = PasswordHash.parse(line.substring(colon + 1));
    if (!hash.kind().equals(PasswordHash.BCRYPT_KIND)
        && kinds.add(hash.kind())
        && kinds.size() > KINDS_AT_MOST) {
      throw new IllegalArgumentException(
          "more than " + KINDS_AT_MOST + " different parameters of Argon2id in one file");
    }
    if (hashes.putIfAbsent(login, hash) != null) {
      throw new IllegalArgumentException("the login stands here twice");
    }
  }

  /// A login goes into logs, headers and keys: it is plain to look at, here at the source.
  private static void requireLogin(String login) {
    if (login.getBytes(StandardCharsets.UTF_8).length > LONGEST_LOGIN) {
      throw new IllegalArgumentException("a login has at most " + LONGEST_LOGIN + " octets");
    }
    if (login.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw new IllegalArgumentException("a login has no spaces and no control characters");
    }
  }

  private static Reading bad(String why) {
    return new Reading.Bad(List.of(new Mistake(0, why)));
  }
}

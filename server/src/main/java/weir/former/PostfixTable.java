package weir.former;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.pattern.Pattern;
import weir.pattern.Reading;

/// A table of Postfix in its text form: keys and what they lead to.
///
/// @param kind how its keys are compared
/// @param entries in the order of the file
/// @param unread lines that no entry was made of
public record PostfixTable(OldFile file, Kind kind, List<Entry> entries, List<OldLine> unread) {

  /// How a key is compared.
  public enum Kind {
    /// `hash`, `btree`, `lmdb`, `cdb`, `texthash`: equal.
    INDEXED,
    /// Networks; the first that holds the address.
    CIDR,
    /// Expressions; the first that is found.
    PATTERNS
  }

  /// @param key in small letters for [Kind#INDEXED]; of a pattern what stands between its slashes
  /// @param pattern of [Kind#PATTERNS], ready to be used by us
  /// @param ours of [Kind#PATTERNS], the same as ours is written
  public record Entry(
      String key, String result, Optional<Pattern> pattern, String ours, OldLine line) {}

  public PostfixTable {
    entries = List.copyOf(entries);
    unread = List.copyOf(unread);
  }

  /// @param type as in `hash:/etc/postfix/access`; empty for a type that has no text here
  public static Optional<PostfixTable> read(String type, OldFile file) {
    return switch (type) {
      case "hash", "btree", "lmdb", "cdb", "dbm", "texthash" ->
          Optional.of(read(file, Kind.INDEXED, false));
      case "cidr" -> Optional.of(read(file, Kind.CIDR, false));
      case "regexp" -> Optional.of(read(file, Kind.PATTERNS, true));
      case "pcre" -> Optional.of(read(file, Kind.PATTERNS, false));
      default -> Optional.empty();
    };
  }

  private static PostfixTable read(OldFile file, Kind kind, boolean posix) {
    List<Entry> entries = new ArrayList<>();
    List<OldLine> unread = new ArrayList<>();
    boolean conditional = false;
    for (OldLine line : file.said()) {
      String text = line.text().strip();
      conditional |= kind != Kind.INDEXED && text.startsWith("if ");
      // An indented line goes on from the one before, which no access table needs.
      Optional<Entry> entry =
          conditional || Character.isWhitespace(line.text().charAt(0))
              ? Optional.empty()
              : kind == Kind.PATTERNS ? pattern(text, line, posix) : pair(text, line, kind);
      entry.ifPresentOrElse(entries::add, () -> unread.add(line));
      conditional &= !text.equals("endif");
    }
    return new PostfixTable(file, kind, entries, unread);
  }

  private static Optional<Entry> pair(String text, OldLine line, Kind kind) {
    String[] words = text.split("\\s+", 2);
    String key = words[0].toLowerCase(Locale.ROOT);
    boolean fine = words.length == 2 && (kind != Kind.CIDR || IpPrefix.parse(key).isPresent());
    return fine
        ? Optional.of(new Entry(key, words[1], Optional.empty(), "", line))
        : Optional.empty();
  }

  /// `/pattern/ result`. Without flags capital letters do not matter; one with flags is left
  /// unread.
  private static Optional<Entry> pattern(String text, OldLine line, boolean posix) {
    int end = text.startsWith("/") ? closing(text) : -1;
    if (end < 0) {
      return Optional.empty();
    }
    String between = text.substring(1, end);
    String[] rest = text.substring(end + 1).split("\\s+", 2);
    if (rest.length < 2 || !rest[0].isEmpty()) {
      return Optional.empty();
    }
    try {
      String ours = posix ? PosixPattern.translated(between) : between;
      return Pattern.read("(?i)" + ours) instanceof Reading.Good(Pattern pattern)
          ? Optional.of(new Entry(between, rest[1], Optional.of(pattern), ours, line))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static int closing(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '/') {
        return i;
      }
    }
    return -1;
  }

  /// The first entry for one of these keys, which come from the most specific to the least; for
  /// networks and patterns the first key alone is looked at.
  Optional<Entry> find(List<String> keys) {
    return switch (kind) {
      case INDEXED ->
          keys.stream()
              .flatMap(key -> entries.stream().filter(entry -> entry.key().equals(key)).limit(1))
              .findFirst();
      case CIDR ->
          IpAddress.parse(keys.getFirst())
              .flatMap(address ->
                  entries.stream()
                      .filter(entry -> IpPrefix.of(entry.key()).contains(address))
                      .findFirst());
      case PATTERNS ->
          entries.stream()
              .filter(entry -> entry.pattern().filter(p -> p.find(keys.getFirst())).isPresent())
              .findFirst();
    };
  }
}

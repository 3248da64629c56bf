package weir.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One file being read: where it is, what was found wrong so far, where each value stands.
///
/// With an error of syntax some lines are lost. What might be a consequence of that (a key that is
/// missing, conditions between keys) is not reported then, so that every mistake in the list is
/// one.
final class Reading {
  private final String name;
  private final Path folder;
  private final boolean linesAreLost;
  private final List<Mistake> mistakes = new ArrayList<>();
  private final Map<String, Position> places = new HashMap<>();
  private final Set<Integer> brokenLines = new HashSet<>();
  private final Positions positions;

  /// Where each key stands; empty for one that several tables have, of which none is likely.
  private final Map<String, Optional<String>> elsewhere = new HashMap<>();

  private final Set<String> unread = new HashSet<>();
  private final Map<String, Set<String>> names = new HashMap<>();

  Reading(Path file, boolean linesAreLost) {
    this.name = file.toString();
    Path parent = file.getParent();
    this.folder = parent == null ? Path.of("") : parent;
    this.linesAreLost = linesAreLost;
    this.positions = new Positions(name, places);
  }

  Optional<Object> root(Kind.Table table, TomlTable toml) {
    remember(table, KeyPath.ROOT);
    return new ValueReader(this).table(table, toml, new Spot(KeyPath.ROOT, true));
  }

  /// Where each key of the plain tables belongs, for those who write it in the wrong one.
  private void remember(Kind.Table table, KeyPath path) {
    for (Setting setting : table.settings()) {
      KeyPath key = path.key(setting.key());
      elsewhere.merge(setting.key(), Optional.of(key.text()), (_, _) -> Optional.empty());
      if (setting.kind() instanceof Kind.Table inner) {
        remember(inner, key);
      }
    }
  }

  /// A value being looked at.
  ///
  /// @param written whether the file says it, instead of a default
  record Spot(KeyPath path, boolean written) {
    Spot key(String key, boolean isWritten) {
      return new Spot(path.key(key), isWritten);
    }

    Spot item(int index) {
      return new Spot(path.item(index), written);
    }
  }

  Path resolve(String path) {
    return folder.resolve(path).normalize();
  }

  void place(KeyPath path, TomlPosition position) {
    places.put(path.text(), new Position(name, position.line(), position.column()));
  }

  void syntaxError(SyntaxErrors.SyntaxError error) {
    if (brokenLines.add(error.line())) {
      mistakes.add(
          new Mistake(name, error.line(), error.column(), "", error.reason(), Optional.empty()));
    }
  }

  void mistake(Spot spot, String reason) {
    mistake(spot, reason, Optional.empty());
  }

  void mistake(Spot spot, String reason, Optional<String> likely) {
    if (!spot.written()) {
      throw new IllegalStateException("the default of " + spot.path() + ": " + reason);
    }
    if (unread.add(spot.path().text())) {
      add(Mistake.at(positions.of(spot.path()), spot.path(), reason, likely));
    }
  }

  /// Remembers what the operator called the entries of a table, readable or not.
  void name(KeyPath table, String name) {
    names.computeIfAbsent(table.text(), _ -> new LinkedHashSet<>()).add(name);
  }

  /// See [Problems#names].
  Set<String> names(KeyPath table) {
    return names.getOrDefault(table.text(), Set.of());
  }

  /// See [Problems#isKnown].
  boolean isKnown(KeyPath key) {
    return unread.stream().map(KeyPath::new).noneMatch(each -> each.isWithin(key));
  }

  /// The key that was meant by an unknown one: the nearest of the same table, one that means the
  /// same, or the same word in the one other table that has it.
  Optional<String> likelyKey(String written, List<String> known) {
    Optional<String> near = Nearest.to(written, known);
    Optional<String> meant = near.or(() -> Synonyms.of(Text.plain(written), known));
    return meant.or(() -> elsewhere.getOrDefault(Text.plain(written), Optional.empty()));
  }

  /// A key that is not written, and that an unknown one was probably meant to be: that it is
  /// missing, or that its default does not fit, would be the same mistake told twice.
  void misspelt(KeyPath key) {
    unread.add(key.text());
  }

  void missing(KeyPath key, String reason) {
    boolean consequence = unread.stream().map(KeyPath::new).anyMatch(key::isWithin);
    unread.add(key.text());
    if (!linesAreLost && !consequence) {
      add(positions.mistake(key, reason));
    }
  }

  void check(Checked checked, KeyPath table) {
    if (!linesAreLost) {
      checked.check(new Problems(table, this));
    }
  }

  /// A condition that does not hold. Of a value that was refused nothing more is said.
  void condition(Mistake mistake) {
    if (!unread.contains(mistake.key())) {
      add(mistake);
    }
  }

  private void add(Mistake mistake) {
    if (!brokenLines.contains(mistake.line())) {
      mistakes.add(mistake);
    }
  }

  List<Mistake> mistakes() {
    if (mistakes.isEmpty()) {
      return List.of(); // the usual start, spared the sorting machinery
    }
    return mistakes.stream().sorted(Mistake.BY_PLACE).toList();
  }

  Positions positions() {
    return positions;
  }
}

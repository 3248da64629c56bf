package weir.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.function.Consumer;

/// Where a [Checked] record reports what is wrong, at keys seen from itself.
public final class Problems {
  private final KeyPath table;
  private final Positions positions;
  private final Consumer<Mistake> mistakes;

  Problems(KeyPath table, Positions positions, Consumer<Mistake> mistakes) {
    this.table = table;
    this.positions = positions;
    this.mistakes = mistakes;
  }

  /// @param key a key of the record
  /// @param reason reads on after the key, such as `must be longer than warn-after, which is 5s`
  public void add(String key, String reason) {
    add(KeyPath.of(key), reason);
  }

  /// @param below a path seen from the record, such as `KeyPath.of("zones").item(2).key("name")`
  public void add(KeyPath below, String reason) {
    mistakes.accept(positions.mistake(table.then(below), reason));
  }

  /// Keys in the order in which the file has them.
  public Comparator<KeyPath> inOrder() {
    return Comparator.<KeyPath>comparingInt(below -> positions.of(table.then(below)).line())
        .thenComparingInt(below -> positions.of(table.then(below)).column());
  }

  /// See [Positions#undefined].
  public void undefined(KeyPath below, String kind, String name, Collection<String> known) {
    mistakes.accept(positions.undefined(table.then(below), kind, name, known));
  }
}

package weir.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;

/// Where a [Checked] record reports what is wrong, at keys seen from itself. What it reports at a
/// key whose value was refused already is dropped.
public final class Problems {
  private final KeyPath table;
  private final Reading reading;

  Problems(KeyPath table, Reading reading) {
    this.table = table;
    this.reading = reading;
  }

  /// @param key a key of the record
  /// @param reason reads on after the key, such as `must be longer than warn-after, which is 5s`
  public void add(String key, String reason) {
    add(KeyPath.of(key), reason);
  }

  /// @param below a path seen from the record, such as `KeyPath.of("zones").item(2).key("name")`
  public void add(KeyPath below, String reason) {
    reading.condition(reading.positions().mistake(table.then(below), reason));
  }

  /// Whether the value is what the file or a default says: nothing in it was refused or is missing.
  public boolean isKnown(KeyPath below) {
    return reading.isKnown(table.then(below));
  }

  /// The same of a key of the record.
  public boolean isKnown(String key) {
    return isKnown(KeyPath.of(key));
  }

  /// What the file calls the entries of this table, whether or not they could be read.
  public Set<String> names(KeyPath below) {
    return reading.names(table.then(below));
  }

  /// Keys in the order in which the file has them.
  public Comparator<KeyPath> inOrder() {
    Positions positions = reading.positions();
    return Comparator.<KeyPath>comparingInt(below -> positions.of(table.then(below)).line())
        .thenComparingInt(below -> positions.of(table.then(below)).column());
  }

  /// See [Positions#undefined].
  public void undefined(KeyPath below, String kind, String name, Collection<String> known) {
    reading.condition(reading.positions().undefined(table.then(below), kind, name, known));
  }
}

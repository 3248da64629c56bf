package weir.directory;

import java.util.EnumMap;
import java.util.Map;

/// One row of a source: a text for some columns. Filled and emptied again for the next one, since
/// there may be millions.
final class Row {
  private final Map<Column, String> values = new EnumMap<>(Column.class);

  void clear() {
    values.clear();
  }

  Row with(Column column, String value) {
    values.put(column, value.strip());
    return this;
  }

  /// What it says; an empty text where it says nothing.
  String get(Column column) {
    return values.getOrDefault(column, "");
  }

  boolean has(Column column) {
    return !get(column).isEmpty();
  }
}

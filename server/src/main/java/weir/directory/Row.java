package weir.directory;

import java.util.Arrays;

/// One row of a source: a text for some columns. Filled and emptied again for the next one, since
/// there may be millions.
@SuppressWarnings("EnumOrdinal") // nothing of it lasts longer than the row
final class Row {
  private final String[] values = new String[Column.values().length];

  Row() {
    clear();
  }

  void clear() {
    Arrays.fill(values, "");
  }

  Row with(Column column, String value) {
    values[column.ordinal()] = value.strip();
    return this;
  }

  /// What it says; an empty text where it says nothing.
  String get(Column column) {
    return values[column.ordinal()];
  }

  boolean has(Column column) {
    return !get(column).isEmpty();
  }
}

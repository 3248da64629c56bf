package weir.directory;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.asking.OneLine;

/// Rows of comma-separated values, whose first line names the columns.
final class CsvRows {
  private CsvRows() {}

  /// @param in read to its end, and closed
  static void read(InputStream in, ListingBuilder into) throws IOException, SourceFailed {
    try (CsvReader csv = new CsvReader(in)) {
      List<Column> columns = columns(csv.next());
      Row row = new Row();
      List<String> fields = csv.next();
      while (!fields.isEmpty()) {
        String where = "line " + csv.line();
        if (!isBlank(fields)) {
          fill(row, columns, fields, where);
          into.add(where, row);
        }
        fields = csv.next();
      }
    }
  }

  private static boolean isBlank(List<String> fields) {
    return fields.size() == 1 && fields.getFirst().isBlank();
  }

  static void fill(Row row, List<Column> columns, List<String> fields, String where)
      throws SourceFailed {
    if (fields.size() != columns.size()) {
      throw new SourceFailed(
          "%s: %d fields instead of %d: half-written?"
              .formatted(where, fields.size(), columns.size()));
    }
    row.clear();
    for (int i = 0; i < columns.size(); i++) {
      row.with(columns.get(i), fields.get(i));
    }
  }

  private static List<Column> columns(List<String> names) throws SourceFailed {
    if (names.isEmpty()) {
      throw new SourceFailed("it is empty; the first line names the columns");
    }
    List<Column> columns = new ArrayList<>();
    Set<Column> seen = EnumSet.noneOf(Column.class);
    for (String name : names) {
      Optional<Column> column = Column.of(name);
      if (column.isEmpty()) {
        throw new SourceFailed("line 1: no such column: " + OneLine.of(name));
      }
      if (!seen.add(column.get())) {
        throw new SourceFailed("line 1: the column " + column.get().word() + " stands there twice");
      }
      columns.add(column.get());
    }
    if (!seen.contains(Column.ACCOUNT)) {
      throw new SourceFailed("line 1: there is no column account");
    }
    return columns;
  }
}

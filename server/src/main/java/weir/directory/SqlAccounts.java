package weir.directory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.asking.Database;
import weir.asking.OneLine;

/// Reads a table of a database, some rows at a time.
final class SqlAccounts {
  private static final int AT_ONCE = 5_000;
  private static final String BUFFER = "64M";

  private SqlAccounts() {}

  static Listing read(SourceSettings.Sql settings, Known known, Duration deadline)
      throws IOException, SourceFailed {
    ListingBuilder listing = new ListingBuilder(settings.host(), known);
    long end = System.nanoTime() + deadline.toNanos();
    try (Database database = Database.open(settings.database(), deadline, BUFFER);
        Connection connection = database.connect()) {
      // PostgreSQL's driver takes all rows into memory at once unless it is in a transaction.
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(settings.query())) {
        query.setQueryTimeout(database.seconds());
        query.setFetchSize(AT_ONCE);
        try (ResultSet rows = query.executeQuery()) {
          take(rows, listing, end);
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      throw new SourceFailed(OneLine.of(e));
    }
    return listing.build();
  }

  private static void take(ResultSet rows, ListingBuilder listing, long end)
      throws SQLException, SourceFailed {
    List<Column> columns = columns(rows.getMetaData());
    Row row = new Row();
    for (int number = 1; rows.next(); number++) {
      if (number % AT_ONCE == 0 && System.nanoTime() - end > 0) {
        throw new SourceFailed("it did not end in time, after " + number + " rows");
      }
      row.clear();
      for (int i = 0; i < columns.size(); i++) {
        String value = rows.getString(i + 1);
        row.with(columns.get(i), value == null ? "" : value);
      }
      listing.add("row " + number, row);
    }
  }

  private static List<Column> columns(ResultSetMetaData table) throws SQLException, SourceFailed {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= table.getColumnCount(); i++) {
      String label = table.getColumnLabel(i);
      Optional<Column> column = Column.of(label);
      if (column.isEmpty() || columns.contains(column.get())) {
        throw new SourceFailed(
            (column.isEmpty() ? "no such column: " : "a column twice: ") + OneLine.of(label));
      }
      columns.add(column.get());
    }
    if (!columns.contains(Column.ACCOUNT)) {
      throw new SourceFailed("the query has no column account");
    }
    return columns;
  }
}

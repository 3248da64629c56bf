package weir.sqlite;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import weir.files.OwnerOnly;

/// Connections to SQLite files.
///
/// The driver loads its native library from the folder that the system property
/// `org.sqlite.lib.path` names; without it, it unpacks one to the temporary folder, which fails
/// where that may not execute.
public final class Database {

  private static final int BUSY_MILLIS = 5_000;
  private static final int PRIMARY_CODE = 0xff;
  private static final int NO_SUCH_TABLE_OR_COLUMN = 1;
  private static final int CORRUPT = 11;
  private static final int CONSTRAINT = 19;
  private static final int MISMATCH = 20;
  private static final int NOT_A_DATABASE = 26;

  private Database() {}

  /// Makes an empty file where there is none. It is for the user of the server only, and so are
  /// those that SQLite makes beside it.
  public static void make(Path path) throws SQLException {
    try {
      Files.createFile(path, OwnerOnly.FILE);
    } catch (FileAlreadyExistsException _) {
      // Its permissions are left as somebody has set them.
    } catch (IOException e) {
      throw new SQLException("cannot make " + path + ": " + e, e);
    }
  }

  /// Whether there is a file to read.
  ///
  /// @throws IOException when that cannot be told, or this user may not read it
  public static boolean isThere(Path file) throws IOException {
    try {
      file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// Opens or makes a file for writing.
  public static Connection write(Path path) throws SQLException {
    make(path);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // Nobody asks for them, and the driver would look for an INSERT by a regular expression each
    // time.
    config.setGetGeneratedKeys(false);
    return config.createConnection("jdbc:sqlite:" + uri(path));
  }

  /// Opens a file that exists, for reading, whoever else is writing it.
  public static Connection read(Path path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(true);
    try {
      return checked(config.createConnection("jdbc:sqlite:" + uri(path)));
    } catch (SQLException e) {
      // A file of a server that has stopped, in a folder that we may not write to: nobody can be
      // writing it, or its log would be there.
      if (damaged(e) || Files.exists(path.resolveSibling(path.getFileName() + "-wal"))) {
        throw e;
      }
      return checked(config.createConnection("jdbc:sqlite:" + uri(path) + "?immutable=1"));
    }
  }

  /// A connection opens before the file is looked at; asking something finds out.
  private static Connection checked(Connection connection) throws SQLException {
    try {
      number(connection, "PRAGMA schema_version");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  public static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /// What is done in one transaction.
  public interface Work<T, E extends Exception> {
    T run() throws SQLException, E;
  }

  /// Does all of it, or nothing. IMMEDIATE, so that what it reads first is still true when it
  /// writes.
  ///
  /// SQLite takes a transaction back by itself where the disk is full or fails, and refuses a
  /// ROLLBACK that comes after (sqlite.org/lang_transaction.html, section 2.4); why it failed must
  /// not be lost over that.
  public static <T, E extends Exception> T transaction(Connection connection, Work<T, E> work)
      throws SQLException, E {
    run(connection, "BEGIN IMMEDIATE");
    try {
      T result = work.run();
      run(connection, "COMMIT");
      return result;
    } catch (Throwable failed) {
      try {
        run(connection, "ROLLBACK");
      } catch (SQLException takenBack) {
        failed.addSuppressed(takenBack);
      }
      throw failed;
    }
  }

  /// Makes the tables of a file that has none.
  ///
  /// @param application in the file's header, so that a file of somebody else is never taken for
  ///   ours
  /// @param format of the tables, which are in the file as `user_version`
  /// @param what the file is, for people
  /// @throws ForeignFile when it is somebody else's
  public static void prepare(
      Connection connection, int application, int format, String what, String... tables)
      throws SQLException {
    long found = number(connection, "PRAGMA user_version");
    if (found != 0 && number(connection, "PRAGMA application_id") != application) {
      throw new ForeignFile("not a file of " + what);
    }
    if (found > format) {
      throw new SQLException("written by a later version (format " + found + ")");
    }
    if (found == 0) {
      run(connection, "BEGIN IMMEDIATE");
      // Another process may have made them while this one waited.
      if (number(connection, "PRAGMA user_version") == 0) {
        run(connection, tables);
        run(
            connection,
            "PRAGMA application_id = " + application,
            "PRAGMA user_version = " + format);
      }
      run(connection, "COMMIT");
    }
  }

  /// Makes the tables of a file of an earlier format those of the last one, all of it or nothing.
  ///
  /// @param steps what makes each format of the one before; the first makes format 2
  public static void renew(Connection connection, List<List<String>> steps) throws SQLException {
    int last = steps.size() + 1;
    if (number(connection, "PRAGMA user_version") >= last) {
      return;
    }
    transaction(
        connection,
        () -> {
          // Another process may have renewed it while this one waited.
          int found = (int) number(connection, "PRAGMA user_version");
          for (List<String> each : steps.subList(found - 1, steps.size())) {
            run(connection, each.toArray(String[]::new));
          }
          run(connection, "PRAGMA user_version = " + last);
          return found;
        });
  }

  /// The first column of the first row; 0 for no row and for NULL.
  public static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /// Whether the file itself is broken, as opposed to the disk being full or the file in use:
  /// SQLite says so, or its tables are not those that our statements are about.
  public static boolean damaged(SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      return switch (sqlite.getResultCode().code & PRIMARY_CODE) {
        case NO_SUCH_TABLE_OR_COLUMN, CORRUPT, CONSTRAINT, MISMATCH, NOT_A_DATABASE -> true;
        default -> false;
      };
    }
    return e instanceof ForeignFile;
  }

  private static String uri(Path path) {
    return "file:" + path.toAbsolutePath().toUri().getRawPath();
  }

  /// A file that is not ours, or no longer.
  public static final class ForeignFile extends SQLException {
    private static final long serialVersionUID = 1;

    public ForeignFile(String message) {
      super(message);
    }
  }
}

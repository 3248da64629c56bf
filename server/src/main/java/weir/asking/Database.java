package weir.asking;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/// Connects to a database, for reading.
public final class Database implements AutoCloseable {
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final DatabaseSettings settings;
  private final Duration deadline;
  private final String buffer;
  private final Drivers drivers;
  private final Driver driver;

  private Database(
      DatabaseSettings settings, Duration deadline, String buffer, Drivers drivers, Driver driver) {
    this.settings = settings;
    this.deadline = deadline;
    this.buffer = buffer;
    this.drivers = drivers;
    this.driver = driver;
  }

  /// Connects to nobody yet.
  ///
  /// @param deadline of one query
  /// @param buffer how much of an answer PostgreSQL's driver takes into memory at once, such as
  ///   `256K`; beyond it the query fails
  /// @throws IOException with a sentence for the operator, for settings that cannot work
  public static Database open(DatabaseSettings settings, Duration deadline, String buffer)
      throws IOException {
    Drivers drivers = Drivers.in(settings.drivers());
    try {
      return new Database(settings, deadline, buffer, drivers, drivers.forAddress(settings.url()));
    } catch (IOException e) {
      drivers.close();
      throw e;
    }
  }

  /// A connection of its own for the caller, who closes it.
  public Connection connect() throws SQLException, IOException {
    Connection connection = driver.connect(settings.url(), properties());
    if (connection == null) {
      throw new IOException("the driver does not take the address");
    }
    try {
      connection.setReadOnly(true);
      bound(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// A second more than the query may take, so that it is first cancelled in good order.
  private void bound(Connection connection) throws SQLException {
    try {
      int millis = (int) deadline.toMillis() + 1_000;
      connection.setNetworkTimeout(Runnable::run, millis);
    } catch (SQLFeatureNotSupportedException _) {
      // Then the time limit of the query, and that of the question, must do.
    }
  }

  /// The deadline, in whole seconds.
  public int seconds() {
    return (int) Math.max(1, deadline.plusMillis(999).toSeconds());
  }

  /// The time limits are PostgreSQL's own; other drivers give the same names other units, theirs
  /// stand in the address.
  private Properties properties() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    Optional<Path> password = settings.passwordFile();
    if (password.isPresent()) {
      properties.setProperty("password", SecretFile.firstLine(password.get()));
    }
    if (settings.url().startsWith(POSTGRESQL)) {
      String limit = Integer.toString(seconds());
      properties.setProperty("connectTimeout", limit);
      properties.setProperty("socketTimeout", limit);
      properties.setProperty("ApplicationName", "weir");
      properties.setProperty("maxResultBuffer", buffer);
    }
    return properties;
  }

  @Override
  public void close() {
    drivers.close();
  }
}

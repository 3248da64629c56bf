package weir.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.disk.FullDisk;

class TransactionTest {
  @TempDir private Path folder;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = Database.write(folder.resolve("file.db"));
    Database.run(connection, "PRAGMA journal_mode = WAL", "CREATE TABLE note(text)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private long notes() throws SQLException {
    return Database.number(connection, "SELECT count(*) FROM note");
  }

  private boolean write(int octets) throws SQLException {
    return Database.transaction(
        connection,
        () -> {
          Database.run(connection, "INSERT INTO note VALUES('small')");
          Database.run(connection, "INSERT INTO note VALUES(zeroblob(%d))".formatted(octets));
          return true;
        });
  }

  @Test
  void hostile_109_a_full_file_is_said_in_sqlites_words_and_nothing_is_written()
      throws SQLException {
    Database.run(connection, "PRAGMA max_page_count = 10");
    assertThatThrownBy(() -> write(100_000))
        .isInstanceOf(SQLException.class)
        .matches(FullDisk::caused);
    assertThat(notes()).isZero();
    assertThat(write(100)).isTrue();
    assertThat(notes()).isEqualTo(2);
  }

  @Test
  void whatFailsInTheMiddleLeavesNothing() throws SQLException {
    assertThatThrownBy(() ->
            Database.transaction(
                connection,
                () -> {
                  Database.run(connection, "INSERT INTO note VALUES('small')");
                  throw new IOException("on the way");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("on the way")
        .hasNoSuppressedExceptions();
    assertThat(notes()).isZero();
    assertThat(write(100)).isTrue();
  }
}

package weir.cli.leases;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import weir.leases.LeaseStore;

/// What a server's folder knows of leases.
public record LeaseFolder(Path folder) {

  /// Something to look up.
  @FunctionalInterface
  public interface Question<T> {
    T ask(LeaseStore store) throws SQLException;
  }

  /// @return empty where there never was a lease
  /// @throws IOException also where this user may not read it
  public <T> Optional<T> look(Question<T> question) throws IOException {
    if (!LeaseStore.isThere(folder)) {
      return Optional.empty();
    }
    try (LeaseStore store = LeaseStore.look(folder)) {
      return Optional.of(question.ask(store));
    } catch (SQLException e) {
      throw new IOException("leases cannot be read: " + e.getMessage(), e);
    }
  }

  /// Changes something; a running server sees it within a second.
  public <T> T change(Question<T> change) throws IOException {
    try (LeaseStore store = LeaseStore.open(folder)) {
      return change.ask(store);
    } catch (SQLException e) {
      throw new IOException("leases cannot be written: " + e.getMessage(), e);
    }
  }
}

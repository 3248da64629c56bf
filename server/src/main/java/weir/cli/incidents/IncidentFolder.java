package weir.cli.incidents;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import weir.incidents.IncidentStore;

/// What a server's folder knows of incidents.
record IncidentFolder(Path folder) {

  /// Something to look up.
  @FunctionalInterface
  interface Question<T> {
    T ask(IncidentStore store) throws SQLException, IOException;
  }

  /// @return empty where there never was an incident
  /// @throws IOException also where this user may not read it
  <T> Optional<T> look(Question<T> question) throws IOException {
    if (!IncidentStore.isThere(folder)) {
      return Optional.empty();
    }
    try (IncidentStore store = IncidentStore.look(folder)) {
      return Optional.of(question.ask(store));
    } catch (SQLException e) {
      throw new IOException("incidents cannot be read: " + e.getMessage(), e);
    }
  }

  /// That there is none, for the operator.
  String nothing() {
    return "no rule has seen anything yet in %s; weir limits tells which rules a server asks"
        .formatted(folder);
  }
}

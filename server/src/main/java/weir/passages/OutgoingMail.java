package weir.passages;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import weir.sqlite.Database;

/// What a server's folder knows of outgoing mail.
public record OutgoingMail(Path folder) {

  /// Something to look up.
  @FunctionalInterface
  public interface Question<T> {
    T ask(PassageSearch search) throws SQLException;
  }

  /// @return empty where no server has written anything yet
  /// @throws IOException also where this user may not read it
  public <T> Optional<T> ask(Question<T> question) throws IOException {
    if (!Database.isThere(folder.resolve(PassageStore.FILE))) {
      return Optional.empty();
    }
    try (PassageSearch search = PassageSearch.open(folder)) {
      return Optional.of(question.ask(search));
    } catch (SQLException e) {
      throw new IOException("passages cannot be read: " + e.getMessage(), e);
    }
  }

  /// That nothing is known, for the operator.
  public String nothing() {
    return "nothing is known of outgoing mail in %s; a server writes it".formatted(folder);
  }
}

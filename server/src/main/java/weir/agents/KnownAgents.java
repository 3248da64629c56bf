package weir.agents;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a host is an agent, asked of the file each time: who was forgotten by another process is
/// none from then on. It keeps the file open, also for the others: whoever closes it last has to
/// write back what SQLite has in its log. Safe for use by many threads.
final class KnownAgents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KnownAgents.class);

  private final Path folder;
  private @Nullable AgentStore store;

  KnownAgents(Path folder) {
    this.folder = folder;
  }

  /// @throws SQLException where it cannot be told; the file is opened anew for the next one
  synchronized boolean has(String host) throws SQLException {
    AgentStore open = store == null ? AgentStore.open(folder) : store;
    store = open;
    try {
      return open.agent(host).isPresent();
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    AgentStore open = store;
    store = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        log.warn("the file of agents is not closed: {}", e.getMessage());
      }
    }
  }
}

package weir.checkup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import weir.complaints.ComplaintQuery;
import weir.complaints.ComplaintStore;
import weir.vitals.Taken;
import weir.vitals.Vital;

/// How many complaints came within a day.
public final class ComplaintGauge implements Gauge {
  private final Path folder;
  private final String host;

  /// @param folder of the server
  /// @param host the provider's name of this one, where complaints arrive
  public ComplaintGauge(Path folder, String host) {
    this.folder = folder;
    this.host = host;
  }

  @Override
  public List<Taken> read(Instant now) throws IOException {
    if (!ComplaintStore.isThere(folder)) {
      return List.of();
    }
    try (ComplaintStore store = ComplaintStore.look(folder)) {
      int count = store.count(new ComplaintQuery(now.minus(Duration.ofDays(1)), false, 1));
      return List.of(new Taken(host, Vital.COMPLAINTS, count));
    } catch (SQLException e) {
      throw new IOException("complaints cannot be read: " + e.getMessage(), e);
    }
  }
}

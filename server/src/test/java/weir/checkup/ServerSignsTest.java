package weir.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.accounts.Sent;
import weir.passages.ServerSigns;
import weir.vitals.Taken;
import weir.vitals.Vital;

/// What passages tell of the servers.
final class ServerSignsTest {
  @TempDir private Path folder;

  private Optional<Double> value(Vital vital) throws IOException {
    List<Taken> taken = new ServerSigns(folder).take(Here.NOW);
    return taken.stream()
        .filter(it -> it.vital() == vital && it.host().equals("web1"))
        .map(Taken::value)
        .findFirst();
  }

  @Test
  void nothingIsToldWhereNothingIsKnown() throws IOException {
    assertThat(new ServerSigns(folder).take(Here.NOW)).isEmpty();
  }

  /// Each of these has a recipient that waits.
  @Test
  void whatWaitsAndForHowLong() throws IOException, SQLException {
    new Sent()
        .uid("shop", 2001, Duration.ofMinutes(40), 3)
        .uid("shop", 2001, Duration.ofMinutes(5), 12)
        .keep(folder);
    assertThat(value(Vital.QUEUE_LENGTH)).contains(15.0);
    assertThat(value(Vital.QUEUE_AGE)).contains(40.0);
    assertThat(value(Vital.DELIVERY_TIME)).isPresent();
    assertThat(value(Vital.BACKSCATTER)).isEmpty();
  }

  @Test
  void fewDeliveriesSayNothing() throws IOException, SQLException {
    new Sent().uid("shop", 2001, Duration.ofMinutes(5), 3).keep(folder);
    assertThat(value(Vital.DELIVERY_TIME)).isEmpty();
  }
}

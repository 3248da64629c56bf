package weir.checkup;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import weir.vitals.Taken;

/// Something that is measured.
@FunctionalInterface
public interface Gauge {
  /// @throws IOException with a sentence for the operator when it cannot be told
  List<Taken> read(Instant now) throws IOException, InterruptedException;
}

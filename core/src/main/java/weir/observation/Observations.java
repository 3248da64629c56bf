package weir.observation;

import java.io.IOException;
import java.util.List;

/// Where sources put what they see, so that each fact is kept once, whatever dies in between.
///
/// A source numbers what it reads, and numbers it the same when it reads it again. It moves its own
/// position only behind what is kept here; what it tells a second time after a crash is known by
/// its number.
public interface Observations {

  /// What one line, record or message of a source told.
  ///
  /// @param mark its number in the source; the next one's is greater
  record Told(long mark, List<Observation> observations) {
    public Told {
      observations = List.copyOf(observations);
    }
  }

  /// Keeps what has a greater mark than all that this source told before; returns when it is kept.
  ///
  /// @param source its name, always the same
  /// @param told in the order of their marks
  /// @throws IOException when it is not kept, none of it; the source tells it again later
  void take(String source, List<Told> told) throws IOException;
}

package weir.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who talks with the server now, and what there is most of in these minutes.
///
/// @param open sessions in all; `sessions` may be fewer
/// @param delayed sessions whose reply waits because of a verdict
/// @param window the rankings are of the last one to two of these
/// @param sessions those that wait first, then those that are open for longest
/// @param rankings by what they rank
public record Top(
    Instant at,
    int open,
    int delayed,
    Duration window,
    List<Line> sessions,
    Map<String, List<Place>> rankings)
    implements Answer {

  public Top {
    sessions = List.copyOf(sessions);
  }

  /// A session.
  ///
  /// @param name the name that leads back to the client, where it was looked up
  /// @param last its last command; empty before the first
  /// @param messages delivered
  /// @param recipients named
  /// @param refused replies that refused
  /// @param points of its last verdict
  public record Line(
      String id,
      String client,
      Optional<String> name,
      Optional<String> login,
      String listener,
      String role,
      Duration open,
      String last,
      int messages,
      int recipients,
      int refused,
      double points,
      Optional<Wait> waiting) {}

  /// A reply that waits.
  ///
  /// @param because the finding or rule that makes it wait, or `greeting`
  /// @param left until it is written
  public record Wait(String because, Duration left) {}

  /// @param refused how many of them were refused
  /// @param error by how many the count may be too high
  public record Place(String name, long count, long refused, long error) {}
}

package weir.bench.outbound;

import java.util.List;
import java.util.Optional;

/// A message that is sent.
///
/// @param line from where; empty for scripts
/// @param attack of which it is a part; [#HONEST] where of none
record Post(
    long at,
    Source source,
    String sender,
    String subject,
    Optional<Line> line,
    List<String> recipients,
    Fates fates,
    int attack) {
  static final int HONEST = -1;

  /// One that a customer's script sends.
  static Post ofScript(
      long at, Source source, String sender, String subject, List<String> recipients, Fates fates) {
    return new Post(at, source, sender, subject, Optional.empty(), recipients, fates, HONEST);
  }
}

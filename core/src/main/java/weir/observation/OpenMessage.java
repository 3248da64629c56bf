package weir.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.maillog.LogEvent;

/// A message that is in a queue, as far as a log told.
///
/// @param since when its first line came
/// @param said what its lines said until all was there, the last of each kind; nothing once it is
///   told
/// @param told that it is in the queue was said to whoever listens
public record OpenMessage(String id, Instant since, List<LogEvent.OfMessage> said, boolean told) {
  public OpenMessage {
    said = List.copyOf(said);
  }

  static OpenMessage first(String id, Instant since) {
    return new OpenMessage(id, since, List.of(), false);
  }

  /// It was said of it, too; a later event of a kind takes the place of the one before.
  OpenMessage and(LogEvent.OfMessage event) {
    if (told) {
      return this;
    }
    List<LogEvent.OfMessage> more = new ArrayList<>(said);
    more.removeIf(before -> before.getClass() == event.getClass());
    more.add(event);
    return new OpenMessage(id, since, more, false);
  }

  OpenMessage asTold() {
    return new OpenMessage(id, since, List.of(), true);
  }

  /// What was said of a kind.
  <T extends LogEvent.OfMessage> Optional<T> said(Class<T> kind) {
    return said.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /// Whether it arrived already: another arrival under its id is another message's.
  boolean hasArrived() {
    return told || said(LogEvent.Arrival.class).isPresent();
  }
}

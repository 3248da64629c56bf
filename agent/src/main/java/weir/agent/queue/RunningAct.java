package weir.agent.queue;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.queue.QueueState;

/// An act as it goes on, whose file always knows what was done.
final class RunningAct implements Deeds.Written, Closeable {
  private final Act begun;
  private final ActFile file;
  private final Map<String, QueueState> before = new HashMap<>();
  private final Map<String, Act.Result> results = new LinkedHashMap<>();

  /// @param begun as it was written down
  RunningAct(Act begun, ActFile file) {
    this.begun = begun;
    this.file = file;
    begun.messages().forEach(each -> before.put(each.id(), each.before()));
  }

  @Override
  public void add(Map<String, Act.Result> now) throws IOException {
    file.add(now);
    results.putAll(now);
  }

  /// While a question is open, somebody else may hold a message or release it.
  @Override
  public void found(List<Found> messages) throws IOException {
    Map<String, QueueState> other = new LinkedHashMap<>();
    for (Found message : messages) {
      QueueState now = message.message().state();
      if ((now == QueueState.HELD) != (before.get(message.id()) == QueueState.HELD)) {
        other.put(message.id(), now);
      }
    }
    if (!other.isEmpty()) {
      file.found(other);
      before.putAll(other);
    }
  }

  /// The act as it was done.
  Act end(Instant at) throws IOException {
    file.end(at);
    return new Act(
        begun.id(),
        begun.kind(),
        begun.by(),
        begun.at(),
        begun.spool(),
        begun.selection(),
        begun.undoes(),
        begun.messages().stream().map(each -> each.found(before)).toList(),
        results,
        Optional.of(at));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

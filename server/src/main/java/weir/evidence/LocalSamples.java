package weir.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.agent.queue.Spool;
import weir.held.HeldMessage;
import weir.held.HeldQuery;
import weir.held.HeldState;
import weir.held.HeldStore;
import weir.mail.Content;
import weir.observation.Leg;
import weir.queue.QueueFile;
import weir.queue.QueueFormat;
import weir.queue.QueueRead;

/// Messages that lie on this host: in our own store, or in the queue of the mail server.
///
/// @param host this one's name
/// @param spool of the mail server's queue; it fails where none is known
public record LocalSamples(String host, HeldStore held, Queue spool) implements Samples {

  /// Finds the queue.
  @FunctionalInterface
  public interface Queue {
    Spool find() throws IOException;
  }

  @Override
  public Optional<Beginning> of(Leg leg, int most) throws IOException {
    if (!leg.key().host().equals(host)) {
      return Optional.empty();
    }
    Optional<Beginning> ours = held(leg.key().id(), most);
    return ours.isPresent() ? ours : queued(leg.key().id(), most);
  }

  private Optional<Beginning> held(String id, int most) throws IOException {
    List<HeldMessage> found =
        held.find(
            new HeldQuery(
                Optional.of(id),
                Set.of(HeldState.HELD),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Content content = held.content(found.getFirst());
    try (InputStream in = content.open()) {
      return Optional.of(new Beginning(in.readNBytes(most), content.size()));
    }
  }

  private Optional<Beginning> queued(String id, int most) throws IOException {
    QueueFormat queue = spool.find().format();
    Optional<QueueFile> file = queue.find(id);
    if (file.isPresent()
        && queue.read(file.get()) instanceof QueueRead.Whole(var message, var content, var open)) {
      try (Closeable _ = open;
          InputStream in = content.open()) {
        byte[] octets = in.readNBytes(most);
        return Optional.of(new Beginning(octets, message.octets().orElse(octets.length)));
      }
    }
    return Optional.empty();
  }
}

package weir.agent.queue;

import java.io.IOException;
import java.util.List;

/// Does with queued messages what an operator does, by one mail server's own means. What became of
/// each message is seen afterwards in the queue itself, not in what programs say.
public interface Hand {
  /// Nobody tries these any more until they are released.
  void hold(List<Found> messages) throws IOException, InterruptedException;

  /// These are tried again.
  void release(List<Found> messages) throws IOException, InterruptedException;

  /// Takes held messages out of the queue; nobody gets a bounce.
  void delete(List<Found> messages) throws IOException, InterruptedException;

  /// Whether a message can be handed in held, so that nobody tries it at any time. To hold it
  /// afterwards would be a race with its delivery.
  boolean takesHeld();

  /// Puts a message into the queue again that was deleted. It gets a new id.
  ///
  /// @param content its octets
  /// @param held whether it is to be held from the beginning; only with [#takesHeld()]
  void submit(Evidence.Kept message, byte[] content, boolean held)
      throws IOException, InterruptedException;

  /// What an operator has to know before something is held, a sentence each.
  List<String> remarks() throws IOException, InterruptedException;
}

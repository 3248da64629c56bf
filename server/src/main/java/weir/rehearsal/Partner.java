package weir.rehearsal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import weir.net.IpAddress;

/// The other side of a dialog: all that the player needs of a running server.
public interface Partner extends AutoCloseable {

  /// Where to connect, and what to send first so that the server believes the client's address.
  record Door(InetSocketAddress address, byte[] introduction) {}

  /// The door of that listener for a client with that address.
  ///
  /// @throws IllegalArgumentException when there is no such listener
  Door door(String listener, Optional<IpAddress> peer);

  /// Does what an operator would do on the command line.
  ///
  /// @param words such as `allow`, `192.0.2.1`, `for`, `7d`, or `release`, `7h2kq0m5n9xbd`
  void operator(List<String> words) throws IOException;

  /// Lets the server's clock go on.
  void later(Duration time);

  /// How long the server has let clients wait since its start, of its own will: delays, pauses in
  /// greetings, names that never come. Real time is not in it.
  Duration waited();

  /// Has the server's state fail from now on, or answer again. A partner whose state is not at hand
  /// refuses.
  default void stateFails(boolean fails) throws IOException {
    throw new IOException("the state of this server cannot be made to fail");
  }

  /// What the server wrote down, each entry as its words.
  List<List<String>> journal();

  /// Waits until the server has written down such an entry.
  ///
  /// @return whether it did within a bound that only a defect reaches
  boolean awaitJournal(Predicate<List<String>> entry) throws InterruptedException;

  /// What the server's store of held messages has, each message as its words; the first one is its
  /// state. A partner without a store has none.
  default List<List<String>> held() throws IOException {
    return List.of();
  }

  /// What is wrong with a reply whatever the dialog expects, such as a refusal without a reason.
  ///
  /// @param lines as received, without line ends
  Optional<String> objection(List<String> lines);

  @Override
  void close();
}

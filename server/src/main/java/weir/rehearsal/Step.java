package weir.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import weir.net.IpAddress;

/// One line of a dialog that does or expects something.
sealed interface Step {

  /// The line's number in its file.
  int line();

  /// Whether it may stand before anybody talks: what surrounds the server behaves so.
  default boolean surrounds() {
    return this instanceof HopActs || this instanceof StateActs;
  }

  /// The client sends these octets, together with what it sends before anything is expected.
  record Say(int line, byte[] octets) implements Step {}

  /// The server's next reply has such a line, or ends with it.
  record Server(int line, Glob pattern) implements Step {

    /// Written `250-…`: some line of the reply; otherwise its last one.
    boolean some() {
      return pattern.text().length() > 3 && pattern.text().charAt(3) == '-';
    }
  }

  /// The reply just read has no such line.
  record Without(int line, Glob pattern) implements Step {}

  /// The server let nobody wait for longer than this before the reply just read.
  record Within(int line, Duration time) implements Step {}

  /// The server closes the connection.
  record Closed(int line) implements Step {}

  /// The client closes the connection.
  record HangUp(int line) implements Step {}

  /// The client begins TLS.
  record Secure(int line) implements Step {}

  /// Another client goes on, who connects when it first says or expects something.
  record As(int line, String name, Optional<IpAddress> peer) implements Step {}

  /// The server's clock goes on.
  record Later(int line, Duration time) implements Step {}

  /// The operator does something on the command line: `allow 192.0.2.1 for 7d`.
  record Operator(int line, List<String> words) implements Step {}

  /// What the server remembers between connections fails from now on, or answers again.
  record StateActs(int line, boolean fails) implements Step {}

  /// The next hop will behave differently.
  record HopActs(int line, HopAct act) implements Step {}

  /// The next hop has got this.
  record HopGot(int line, HopCheck check) implements Step {}

  /// The store of held messages has one with all these words.
  record Held(int line, List<Glob> words) implements Step {}

  /// No message is in the store.
  record HeldNothing(int line) implements Step {}

  /// The journal holds an entry with all these words.
  record Journal(int line, List<Glob> words) implements Step {}
}

package weir.held;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rows of the store. Every method is durable when it returns, as a whole or not at all. Safe
/// for use by many threads and by two processes at once, as at a hand-over.
interface HeldIndex extends AutoCloseable {

  /// Adds rows.
  ///
  /// @param aside what is kept without a row, and counts in all
  /// @throws NoRoom when one of the bounds would be exceeded
  void add(List<HeldMessage> rows, HeldSettings bounds, HeldRoom aside) throws NoRoom, IOException;

  /// A bound is reached; the message says which.
  final class NoRoom extends Exception {
    private static final long serialVersionUID = 1;

    NoRoom(String limit) {
      super(limit);
    }
  }

  /// Makes pending rows what they become.
  void confirm(Collection<Key> rows, Instant now) throws IOException;

  /// Takes pending rows out. Rows that are not pending stay.
  void drop(Collection<Key> rows) throws IOException;

  /// Writes a row anew, if it is still in the state it was in.
  ///
  /// @return whether it was
  boolean change(HeldMessage row, HeldState from) throws IOException;

  /// Replaces a row by several, which share its octets, if it is still in its state.
  void split(HeldMessage row, List<HeldMessage> parts) throws IOException;

  /// The newest first.
  List<HeldMessage> find(HeldQuery query) throws IOException;

  Optional<HeldMessage> get(Key key) throws IOException;

  /// Rows to hand on now, the oldest first.
  List<HeldMessage> due(Instant now, int limit) throws IOException;

  /// Rows whose message is here for longer than that, by [HeldAge]; the oldest first.
  List<HeldMessage> older(Duration than, int limit) throws IOException;

  /// Takes out rows of messages that are gone: for longer than that, or more than so many.
  void forget(Duration goneFor, int most) throws IOException;

  /// No other process adds rows (any more): those without an age begin theirs.
  void adopt() throws IOException;

  /// @param aside what is kept without a row
  HeldCounts counts(HeldRoom aside) throws IOException;

  /// The bound in all that is reached, if one is.
  Optional<String> full(HeldSettings bounds, HeldRoom aside) throws IOException;

  /// Takes out what other processes have left pending: its clients were never answered.
  ///
  /// @return how many rows that were
  int dropForeign() throws IOException;

  /// Files that a message needs which is still here.
  Set<String> files() throws IOException;

  /// Whether a message that is still here needs the file.
  boolean needs(String file) throws IOException;

  @Override
  void close() throws IOException;
}

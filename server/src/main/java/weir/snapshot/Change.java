package weir.snapshot;

import weir.state.State;

/// One change of a durable table.
sealed interface Change {

  String table();

  /// An entry in place of the earlier one under its key.
  record Put(String table, State.Entry entry) implements Change {}

  /// Nothing under the key any more.
  record Removed(String table, String key) implements Change {}
}

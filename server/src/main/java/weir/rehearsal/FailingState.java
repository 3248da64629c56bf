package weir.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.state.MemoryState;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;

/// State in memory that stops answering when a dialog says so. What it knew before it knows again
/// when it answers; what should have been written meanwhile is lost.
public final class FailingState implements State {
  private final MemoryState memory = new MemoryState();
  private volatile boolean fails;

  /// Whether every call fails from now on.
  public void fail(boolean on) {
    fails = on;
  }

  private State answering() {
    if (fails) {
      throw new StateUnavailable("the dialog has it fail");
    }
    return memory;
  }

  @Override
  public Optional<Entry> get(Table table, String key, Instant now) {
    return answering().get(table, key, now);
  }

  @Override
  public void put(Table table, String key, String value, Instant now, Instant until) {
    answering().put(table, key, value, now, until);
  }

  @Override
  public long count(Table table, String key, Instant now, Duration window) {
    return answering().count(table, key, now, window);
  }

  @Override
  public long add(Table table, String key, long amount, Instant now, Duration window) {
    return answering().add(table, key, amount, now, window);
  }

  @Override
  public void remove(Table table, String key) {
    answering().remove(table, key);
  }

  @Override
  public List<Entry> list(Table table, Instant now) {
    return answering().list(table, now);
  }
}

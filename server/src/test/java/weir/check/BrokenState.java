package weir.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weir.state.State;
import weir.state.StateUnavailable;
import weir.state.Table;

/// A state whose server does not answer.
public final class BrokenState implements State {
  private static StateUnavailable broken() {
    return new StateUnavailable("no answer");
  }

  @Override
  public Optional<Entry> get(Table table, String key, Instant now) {
    throw broken();
  }

  @Override
  public void put(Table table, String key, String value, Instant now, Instant until) {
    throw broken();
  }

  @Override
  public long count(Table table, String key, Instant now, Duration window) {
    throw broken();
  }

  @Override
  public long add(Table table, String key, long amount, Instant now, Duration window) {
    throw broken();
  }

  @Override
  public void remove(Table table, String key) {
    throw broken();
  }

  @Override
  public List<Entry> list(Table table, Instant now) {
    throw broken();
  }
}

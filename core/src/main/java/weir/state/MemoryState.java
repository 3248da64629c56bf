package weir.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// State in the memory of this process. Never throws [StateUnavailable], never blocks for longer
/// than another thread's turn at the same stripe of a table, and never grows beyond its bounds.
public final class MemoryState implements State {

  private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

  @Override
  public Optional<Entry> get(Table table, String key, Instant now) {
    return Optional.ofNullable(stripe(table, key).get(key, now));
  }

  @Override
  public void put(Table table, String key, String value, Instant now, Instant until) {
    if (key.length() > KEY_LIMIT || value.length() > VALUE_LIMIT) {
      throw new IllegalArgumentException(
          "key or value too long for table %s: %d and %d characters"
              .formatted(table.name(), key.length(), value.length()));
    }
    Stripe stripe = stripe(table, key);
    if (until.isAfter(now)) {
      stripe.put(new Entry(key, value, now, until), Time.millis(now));
    } else {
      stripe.removeEntry(key);
    }
  }

  @Override
  public long count(Table table, String key, Instant now, Duration window) {
    return stripe(table, key).count(key, Time.millis(now), Time.window(window));
  }

  @Override
  public long add(Table table, String key, long amount, Instant now, Duration window) {
    if (amount < 0 || key.length() > KEY_LIMIT) {
      throw new IllegalArgumentException(
          "cannot add %d under a key of %d characters".formatted(amount, key.length()));
    }
    return stripe(table, key).add(key, amount, Time.millis(now), Time.window(window));
  }

  @Override
  public void remove(Table table, String key) {
    stripe(table, key).remove(key);
  }

  @Override
  public List<Entry> list(Table table, Instant now) {
    return shelf(table).list(now);
  }

  /// Keys held in the table now, the expired that were not yet swept included.
  public int size(Table table) {
    return shelf(table).size();
  }

  /// Keys that had to go before their time, since the start.
  public long evictions(Table table) {
    return shelf(table).evictions();
  }

  private Stripe stripe(Table table, String key) {
    return shelf(table).stripe(key);
  }

  private Shelf shelf(Table table) {
    Shelf shelf = shelves.get(table.name());
    if (shelf == null) {
      shelf = shelves.computeIfAbsent(table.name(), name -> new Shelf(table));
    }
    if (!shelf.table.equals(table)) {
      throw new IllegalArgumentException(table + " is known already as " + shelf.table);
    }
    return shelf;
  }
}

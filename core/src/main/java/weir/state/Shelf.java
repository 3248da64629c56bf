package weir.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One table in memory. A large table is striped over several locks, and then evicts the earliest
/// of the stripe that is full; a small one has a single stripe and is exact.
final class Shelf {

  private static final int STRIPES = 16;
  private static final int STRIPED_FROM = 1_024;
  private static final Comparator<State.Entry> OLDEST_FIRST =
      Comparator.comparing(State.Entry::since).thenComparing(State.Entry::key);

  final Table table;
  private final Stripe[] stripes;

  Shelf(Table table) {
    this.table = table;
    int count = table.bound() < STRIPED_FROM ? 1 : STRIPES;
    stripes = new Stripe[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new Stripe(table.bound() / count);
    }
  }

  Stripe stripe(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return stripes[hash >>> 28 & stripes.length - 1];
  }

  List<State.Entry> list(Instant now) {
    List<State.Entry> entries = new ArrayList<>();
    for (Stripe stripe : stripes) {
      stripe.list(now, entries);
    }
    entries.sort(OLDEST_FIRST);
    return List.copyOf(entries);
  }

  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      size += stripe.size();
    }
    return size;
  }

  long evictions() {
    long evictions = 0;
    for (Stripe stripe : stripes) {
      evictions += stripe.evictions();
    }
    return evictions;
  }
}

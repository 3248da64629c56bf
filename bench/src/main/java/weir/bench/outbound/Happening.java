package weir.bench.outbound;

import weir.meter.Metered;

/// Something that meters count, and beside it who did it.
///
/// @param attack of which it is a part; [Post#HONEST] where of none
record Happening(long at, Metered seen, Customer customer, int attack)
    implements Comparable<Happening> {
  @Override
  public int compareTo(Happening other) {
    return Long.compare(at, other.at);
  }
}

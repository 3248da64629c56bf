package weir.bench.outbound;

import java.util.random.RandomGenerator;

/// People whom somebody writes to again and again, some of them more than others.
///
/// @param first number of the first one
/// @param size how many there are
record Circle(long first, int size) {
  private static final long APART = 1 << 24;

  static Circle of(int size, RandomGenerator random) {
    return new Circle(random.nextLong(1L << 20) * APART, size);
  }

  /// One of them.
  String one(RandomGenerator random) {
    double drawn = random.nextDouble();
    return Addresses.of(first + (long) (size * drawn * drawn));
  }

  /// By its place.
  String at(long place) {
    return Addresses.of(first + place % size);
  }
}

package weir.bench.outbound;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What is drawn here and there.
final class Chance {
  private Chance() {}

  /// The same for the same numbers, whatever else was drawn before: accounts do not change when
  /// another one is added.
  static RandomGenerator of(long seed, long what, long which) {
    long mixed =
        seed * 0x9e3779b97f4a7c15L ^ what * 0xbf58476d1ce4e5b9L ^ which * 0x94d049bb133111ebL;
    return new SplittableRandom(mixed);
  }

  /// How often something happens that happens so often on average (Poisson).
  static int times(double average, RandomGenerator random) {
    if (average > 50) {
      return (int) Math.max(0, Math.round(average + Math.sqrt(average) * random.nextGaussian()));
    }
    double limit = Math.exp(-average);
    double product = random.nextDouble();
    int times = 0;
    while (product > limit) {
      product *= random.nextDouble();
      times++;
    }
    return times;
  }

  static boolean happens(double share, RandomGenerator random) {
    return random.nextDouble() < share;
  }
}

package weir.net;

import java.util.Random;

/// Addresses for property tests: both families, with runs of zeros and ones, many of them near one
/// another.
final class Addresses {

  private Addresses() {}

  static IpAddress any(Random random) {
    return random.nextBoolean() ? v4(random) : v6(random);
  }

  static IpAddress v4(Random random) {
    return IpAddress.ofV4(random.nextInt() & sparse(random));
  }

  static IpAddress v6(Random random) {
    return new IpAddress(half(random), half(random));
  }

  /// A network around an address that few bits tell from its neighbours, so that prefixes nest.
  static IpPrefix prefix(Random random) {
    if (random.nextBoolean()) {
      IpAddress address = IpAddress.ofV4(crowded(random));
      return address.network(random.nextInt(33), 0);
    }
    IpAddress address =
        new IpAddress(
            (long) crowded(random) << 32, (long) crowded(random) << 32 | crowded(random) & 0xFL);
    return address.isV4() ? address.network(32, 0) : address.network(0, random.nextInt(129));
  }

  private static int crowded(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> -1 << random.nextInt(32);
      case 1 -> random.nextInt(4) << 30;
      case 2 -> -1;
      default -> random.nextInt() & 0xC0C0_C0C3;
    };
  }

  private static long half(Random random) {
    long half = 0;
    for (int i = 0; i < 4; i++) {
      half = half << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000) & sparse(random));
    }
    return half;
  }

  private static int sparse(Random random) {
    return random.nextBoolean() ? -1 : random.nextInt();
  }
}

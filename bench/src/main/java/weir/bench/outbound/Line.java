package weir.bench.outbound;

import java.util.random.RandomGenerator;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// From where somebody is connected.
record Line(IpPrefix network, String country) {
  /// Where nearly all customers live.
  static final String HOME = "AA";

  private static final int COUNTRIES = 120;
  private static final int OCTET_BITS = 8;

  /// One of the country's many.
  static Line in(String country, RandomGenerator random) {
    int of = (country.charAt(0) * 31 + country.charAt(1)) & 0xff;
    int network = of << 16 | random.nextInt(1 << 16);
    return new Line(IpAddress.ofV4(network << OCTET_BITS).network(), country);
  }

  static String abroad(RandomGenerator random) {
    int drawn = 1 + random.nextInt(COUNTRIES);
    return "" + (char) ('A' + drawn / 26) + (char) ('A' + drawn % 26);
  }
}

package weir.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OctetsTest {

  @Test
  void findsTheFirstOccurrenceWhereverItStands() {
    Random random = new Random(1);
    byte[] octets = new byte[40];
    for (int round = 0; round < 20_000; round++) {
      for (int i = 0; i < octets.length; i++) {
        octets[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 'a');
      }
      int from = random.nextInt(octets.length);
      int end = from + random.nextInt(octets.length - from + 1);
      byte wanted = (byte) random.nextInt(256);
      assertThat(Octets.find(wanted, octets, from, end))
          .isEqualTo(naive(wanted, octets, from, end));
    }
  }

  @Test
  void theLowestMarkIsExactForEveryOctet() {
    for (int octet = 0; octet < 256; octet++) {
      byte[] eight = {'a', 'a', (byte) octet, 1, 'a', (byte) 0x80, 13, 'a'};
      int expected = octet < 14 ? 2 : 3;
      assertThat(Octets.first(Octets.below(14, Octets.eightAt(eight, 0)))).isEqualTo(expected);
    }
  }

  private static int naive(byte wanted, byte[] octets, int from, int end) {
    for (int i = from; i < end; i++) {
      if (octets[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}

package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DifferentTest {
  private static Different of(int from, int to) {
    Different seen = new Different();
    for (int i = from; i < to; i++) {
      seen.add(Different.hash("user" + i + "@example.net"));
    }
    return seen;
  }

  @Test
  void fewAreCountedExactly() {
    assertThat(new Different().count()).isZero();
    Different seen = of(0, Different.EXACT);
    seen.add(Different.hash("user3@example.net"));
    assertThat(seen.count()).isEqualTo(Different.EXACT);
  }

  /// A standard error is 6.5 %; these are the same in each run.
  @Test
  void manyAreEstimated() {
    for (int number : new int[] {17, 50, 200, 1_000, 20_000, 1_000_000}) {
      assertThat((double) of(0, number).count()).isBetween(number * 0.87, number * 1.13);
    }
  }

  @Test
  void whatBothHaveSeenCountsOnce() {
    for (int number : new int[] {8, 400}) {
      Different both = Different.copyOf(of(0, number));
      both.addAll(of(number / 2, number + number / 2));
      both.addAll(of(0, 3));
      assertThat((double) both.count()).isBetween(number * 1.5 * 0.87, number * 1.5 * 1.13);
    }
    Different few = of(0, 4);
    few.addAll(of(0, 400));
    assertThat(few.count()).isEqualTo(of(0, 400).count());
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    for (int number : new int[] {0, 1, Different.EXACT, 5_000}) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      of(0, number).write(new DataOutputStream(octets));
      Different read =
          Different.read(new DataInputStream(new ByteArrayInputStream(octets.toByteArray())));
      assertThat(read.count()).isEqualTo(of(0, number).count());
      read.add(Different.hash("user0@example.net"));
      assertThat(read.count()).isEqualTo(Math.max(1, of(0, number).count()));
    }
  }
}

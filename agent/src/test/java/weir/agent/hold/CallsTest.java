package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.agent.hold.Callers.Caller;

final class CallsTest {
  private static final long FLOODER = 2001;
  private static final long OTHER = 2002;

  private final Calls calls = new Calls();
  private long cookie;

  private long called(long uid, long nanos) {
    calls.add(++cookie, new Caller(4711, uid, nanos));
    return cookie;
  }

  @Test
  void aFloodOfOneUserPushesOutNoCallOfAnother() {
    long before = called(OTHER, 0);
    long first = called(FLOODER, 0);
    for (int i = 0; i < 3 * Calls.MOST; i++) {
      called(FLOODER, 0);
    }
    long last = cookie;
    long during = called(OTHER, 0);

    assertThat(calls.take(before)).hasValueSatisfying(it -> assertThat(it.uid()).isEqualTo(OTHER));
    assertThat(calls.take(during)).isPresent();
    assertThat(calls.take(first)).isEmpty();
    assertThat(calls.take(last)).isPresent();
  }

  @Test
  void amongManyEachKeepsHisNewestAndAllAreBounded() {
    long[] last = new long[100];
    for (int i = 0; i < 5 * Calls.MOST; i++) {
      last[i % 100] = called(i % 100, 0);
    }
    assertThat(java.util.Arrays.stream(last).allMatch(calls::has)).isTrue();
    long kept = java.util.stream.LongStream.rangeClosed(1, cookie).filter(calls::has).count();
    assertThat(kept).isEqualTo(Calls.MOST);
  }

  @Test
  void whatNobodyAskedForGoesInTime() {
    long old = called(OTHER, 0);
    long young = called(FLOODER, 2);
    called(FLOODER, Calls.FRESH.toNanos() + 1);
    assertThat(calls.has(old)).isFalse();
    assertThat(calls.has(young)).isTrue();
  }

  @Test
  void aSocketThatIsConnectedOnceMoreIsThatOfItsLastCaller() {
    calls.add(7, new Caller(4711, OTHER, 0));
    calls.add(7, new Caller(4712, FLOODER, 1));
    assertThat(calls.take(7)).contains(new Caller(4712, FLOODER, 1));
    assertThat(calls.take(7)).isEmpty();
  }
}

package weir.resolver;

import java.util.concurrent.atomic.AtomicInteger;

/// The circuit breaker of one name server.
///
/// Questions that go unanswered do not prove that the server is down: a stranger can make us ask
/// for names whose own servers are dead. So after some misses in a row the server is only
/// suspected, and is asked something that no stranger can spoil (the name servers of the root).
/// When that stays unanswered too it is down: questions are not sent to it, and it is asked the
/// same again at intervals. Any answer to anything makes it good.
final class CircuitBreaker {

  /// Misses in a row that arouse suspicion.
  static final int MISSES = 5;

  private enum State {
    GOOD,
    SUSPECT,
    DOWN
  }

  private final long interval;
  private final AtomicInteger misses = new AtomicInteger();
  private volatile State state = State.GOOD;
  private volatile long probeAt;
  private volatile boolean probing;

  /// @param interval nanoseconds between two probes of a server that is down
  CircuitBreaker(long interval) {
    this.interval = interval;
  }

  /// Whether questions may be sent.
  boolean isUsable() {
    return state != State.DOWN;
  }

  boolean isGood() {
    return state == State.GOOD;
  }

  /// The server answered, whatever it said.
  void answered() {
    if (state != State.GOOD || misses.get() != 0) {
      misses.set(0);
      state = State.GOOD;
    }
  }

  /// A question of somebody's was not answered.
  void missed(long now) {
    if (misses.incrementAndGet() >= MISSES && state == State.GOOD) {
      probeAt = now;
      state = State.SUSPECT;
    }
  }

  /// Whether it is time to probe; who gets true must probe and tell the outcome.
  boolean takeProbe(long now) {
    if (state == State.GOOD || probing || now - probeAt < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  void probeAnswered() {
    probing = false;
    answered();
  }

  void probeMissed(long now) {
    probing = false;
    probeAt = now + interval;
    if (state == State.SUSPECT) {
      state = State.DOWN;
    }
  }
}

package weir.wire;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A delay that notices the client: see [Wire#readFor].
final class TimedLook {

  private TimedLook() {}

  /// @param kept of the wire: where what comes is put
  static Arrival look(Wire wire, Pushback kept, Duration time) throws WireException {
    if (kept.full()) {
      return waitDeaf(wire, time);
    }
    // In pieces that carry their own timer: a longer wait would be ended by the watchdog, for good.
    long left = time.toNanos();
    while (left > Deadlines.COARSE_FROM) {
      Arrival arrival = piece(wire, kept, Deadlines.COARSE_FROM);
      if (!(arrival instanceof Arrival.Quiet)) {
        return arrival;
      }
      left -= Deadlines.COARSE_FROM;
    }
    return piece(wire, kept, left);
  }

  private static Arrival piece(Wire wire, Pushback kept, long nanos) throws WireException {
    byte[] room = kept.room();
    try {
      int came = wire.receive(room, kept.end(), kept.roomLeft(), nanos);
      if (came < 0) {
        return new Arrival.EndOfStream();
      }
      kept.filled(came);
      return new Arrival.Arrived(kept.size());
    } catch (TimedOut late) {
      if (late.what() != TimedOut.What.READ) {
        throw late;
      }
      return new Arrival.Quiet();
    } catch (ConnectionLost gone) {
      return new Arrival.EndOfStream();
    } catch (Recalled back) {
      return new Arrival.CalledBack();
    }
  }

  /// With [Pushback#MOST] bytes kept there is no room to notice anything but a recall.
  private static Arrival waitDeaf(Wire wire, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (wire.isRecalled()) {
        return new Arrival.CalledBack();
      }
      LockSupport.parkNanos(wire, Math.min(left, 1_000_000_000L));
    }
    return new Arrival.Quiet();
  }
}

package weir.pause;

/// Whether this process has just stood still: its machine was moved or swapped, it was stopped, or
/// a collection of garbage took long. A watchdog sees that its look comes late.
///
/// The monotonic clock goes on meanwhile, so after it every limit seems to be over. But what peers
/// have sent in time lies in the kernel: whoever waits for it gets a moment to read it before
/// anybody is called late. One watchdog's own, and used by its thread only.
public final class LongPause {
  private static final long LATE = 1_000_000_000L;
  private static final long MOMENT = 1_000_000_000L;

  private final long between;
  private long last;
  private long until;
  private boolean sparing;

  /// @param between two looks, in nanoseconds
  /// @param now nano time
  public LongPause(long between, long now) {
    this.between = between;
    this.last = now;
  }

  /// To be asked at each look. Never says yes twice for long: where every look is late, limits hold
  /// at every other one.
  ///
  /// @return whether nobody is to be called late at this look
  public boolean spares(long now) {
    boolean late = now - last > between + LATE;
    last = now;
    if (late && !sparing) {
      sparing = true;
      until = now + MOMENT;
    } else if (now - until >= 0) {
      sparing = false;
    }
    return sparing;
  }
}

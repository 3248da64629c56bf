package weir.lookup;

import java.util.concurrent.atomic.LongAdder;

/// What happened with a map that is asked, since the start.
public final class LookupCounts {
  /// Names that were wanted.
  public final LongAdder questions = new LongAdder();

  /// Of those, answered from memory.
  public final LongAdder remembered = new LongAdder();

  /// Of those, waited for together with another one.
  public final LongAdder joined = new LongAdder();

  /// Times the source was asked.
  public final LongAdder asked = new LongAdder();

  /// Times it did not answer, or not to the point.
  public final LongAdder failures = new LongAdder();

  /// Names for which the last good answer stood in.
  public final LongAdder lastGood = new LongAdder();
}

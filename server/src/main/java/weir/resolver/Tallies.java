package weir.resolver;

import java.util.concurrent.atomic.LongAdder;

/// What the resolver counts while it works.
final class Tallies {
  final LongAdder questions = new LongAdder();
  final LongAdder remembered = new LongAdder();
  final LongAdder joined = new LongAdder();
  final LongAdder sent = new LongAdder();
  final LongAdder overTcp = new LongAdder();
  final LongAdder timeouts = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder strays = new LongAdder();
  final Defects defects = new Defects();
}

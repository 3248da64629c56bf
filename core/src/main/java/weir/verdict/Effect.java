package weir.verdict;

import java.time.Duration;

/// A change of state that follows from a verdict. The enforcer carries it out; `explain` never
/// does.
public sealed interface Effect {
  String table();

  String key();

  record Remember(String table, String key, String value, Duration life) implements Effect {}

  record Count(String table, String key, long amount, Duration window) implements Effect {}

  record Forget(String table, String key) implements Effect {}
}

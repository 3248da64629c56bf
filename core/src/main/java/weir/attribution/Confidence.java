package weir.attribution;

import java.util.Locale;

/// How sure it is. In order: what a person may do by it grows.
public enum Confidence {
  /// Somebody says so, who could say anything: a From, an unsigned header.
  CLAIMED,
  /// It fits: a working directory, a Message-ID with time and size.
  LIKELY,
  /// One of our own hosts has written it down: its log, a Received field that it added.
  STRONG,
  /// Somebody has proved it: a login that was checked, a token that we signed.
  CERTAIN;

  /// The less sure of two: a chain is as sure as its weakest link.
  public Confidence and(Confidence other) {
    return compareTo(other) < 0 ? this : other;
  }

  /// In the operators' words.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

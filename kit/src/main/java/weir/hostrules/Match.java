package weir.hostrules;

/// Whether a pattern matches, where the client's name may be unknown: Kleene's three values.
enum Match {
  NO,
  MAYBE,
  YES;

  static Match of(boolean matches) {
    return matches ? YES : NO;
  }

  Match and(Match other) {
    return compareTo(other) < 0 ? this : other;
  }

  Match or(Match other) {
    return compareTo(other) > 0 ? this : other;
  }

  Match not() {
    return switch (this) {
      case NO -> YES;
      case MAYBE -> MAYBE;
      case YES -> NO;
    };
  }
}

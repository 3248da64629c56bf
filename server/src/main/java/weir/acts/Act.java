package weir.acts;

import java.time.Instant;

/// What a person did to something that is kept.
public interface Act {
  /// By which the journal knows it.
  String id();

  /// The id of what it was done to.
  String about();

  Instant at();

  /// What was done, as the journal has it.
  String word();

  /// Who did it, as far as known.
  String by();

  /// In that person's words; empty for none.
  String note();
}

package weir.passages;

import java.util.List;

/// Which passage somebody speaks of, who has seen the message elsewhere.
public sealed interface Match {

  /// This one.
  ///
  /// @param why it is known, for people
  record One(Laid laid, String why) implements Match {}

  /// One of these, and nothing tells which. It is never guessed.
  ///
  /// @param some the first of them, the newest first
  /// @param all how many there are, as far as was counted
  /// @param why no more is known, for people
  record Several(List<Laid> some, int all, String why) implements Match {
    public Several {
      some = List.copyOf(some);
    }
  }

  /// None that is known here.
  ///
  /// @param why, for people
  record None(String why) implements Match {}
}

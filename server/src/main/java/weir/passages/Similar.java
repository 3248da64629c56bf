package weir.passages;

import java.util.List;

/// What the sender of a message sent besides, about that time.
///
/// @param all how many there are, as far as was counted
/// @param hasShape whether only those with the same shape of subject are meant; else nobody knows
///   the message's subject, and all of the sender's are
/// @param some the first of them, the newest first
public record Similar(int all, boolean hasShape, List<Laid> some) {
  public Similar {
    some = List.copyOf(some);
  }
}

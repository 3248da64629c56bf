package weir.held;

import java.util.List;
import weir.mail.Envelope;
import weir.mail.HeaderField;

/// One copy of a letter that is to be kept.
///
/// @param envelope with the recipients of this copy only
/// @param added our header fields, above the content
/// @param hop the next hop these recipients have today
/// @param becomes [HeldState#HELD], or [HeldState#RELEASING] for a copy to be sent at once
public record Draft(
    Envelope envelope, List<HeaderField> added, String hop, Why why, HeldState becomes) {

  public Draft {
    added = List.copyOf(added);
  }
}

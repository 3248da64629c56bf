package weir.held;

import java.util.Locale;

/// What becomes of a message in the store, in the order in which it can.
public enum HeldState {
  /// Durable, and waits for what the next hop says of the copy that it got. Nobody was told 250.
  PENDING,
  /// Kept until somebody decides, or until its time is over.
  HELD,
  /// To be handed on; tried again while the next hop cannot take it.
  RELEASING,
  /// The next hop has it.
  RELEASED,
  /// Its time was over, or an operator deleted it.
  EXPIRED;

  /// Whether the message itself is still here, and not only its row.
  public boolean isHere() {
    return switch (this) {
      case PENDING, HELD, RELEASING -> true;
      case RELEASED, EXPIRED -> false;
    };
  }

  /// The operator's word.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

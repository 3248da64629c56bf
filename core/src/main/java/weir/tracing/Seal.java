package weir.tracing;

/// What a token is worth.
public enum Seal {
  /// None of our keys made it: it is somebody's invention, or older than the keys that are kept.
  FOREIGN,
  /// We made it, and the message has the Message-ID or the Date that it was made for.
  SOUND,
  /// We made it; whether for this message cannot be told, since both fields are missing or blanked.
  LOOSE,
  /// We made it for another message: this one has another Message-ID or another Date.
  COPIED
}

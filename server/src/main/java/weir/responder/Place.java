package weir.responder;

import java.util.List;

/// What a response does, or would do, at a place.
///
/// @param point the place's name
/// @param words the steps of a preview, why it cannot, or what went wrong
public record Place(String point, State state, List<String> words) {
  public Place {
    words = List.copyOf(words);
  }

  /// How it stands there.
  public enum State {
    /// It would be put.
    WOULD,
    /// It cannot be enforced there.
    CANNOT,
    /// It is enforced.
    IN_FORCE,
    /// It was taken away again.
    OVER,
    /// It could not be put or taken, and is tried again; or somebody else did something there.
    TROUBLE
  }
}

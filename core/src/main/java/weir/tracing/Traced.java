package weir.tracing;

import java.util.List;
import weir.attribution.Attribution;

/// What came of tracing a message.
///
/// @param found the surest of all ways
/// @param tokens what each token in it is worth, in the order of the text
/// @param trail what its Received fields say
public record Traced(Attribution found, List<Token> tokens, Trail trail) {
  public Traced {
    tokens = List.copyOf(tokens);
  }

  /// A token in the message.
  ///
  /// @param found whose it says that the message is
  public record Token(TraceToken token, Seal seal, Attribution found) {}

  /// Whether it left an address of ours, as far as can be told. A token alone does not tell: it is
  /// in every copy of the message that it was made for, whoever sends that.
  public boolean isOurs() {
    return trail.isOurs();
  }
}

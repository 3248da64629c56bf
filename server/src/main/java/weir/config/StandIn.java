package weir.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any value of a kind, in the place of one that was refused, so that the record around it can be
/// made and its other conditions looked at. No such record leaves the binder.
final class StandIn {
  private StandIn() {}

  /// Empty for what has too many forms to choose one.
  static Optional<Object> of(Kind kind) {
    return switch (kind) {
      case Kind.Truth _ -> Optional.of(false);
      case Kind.Whole(boolean wide) -> Optional.of(wide ? (Object) 1L : (Object) 1);
      case Kind.Fraction _ -> Optional.of(1.0);
      case Kind.Value(var type) -> Optional.of(type.parse().apply(type.example()));
      case Kind.FilePath _ -> Optional.of(Path.of("unread"));
      case Kind.Word(_, var words) -> words.values().stream().findFirst();
      case Kind.Maybe _ -> Optional.of(Optional.empty());
      case Kind.Many _ -> Optional.of(List.of());
      case Kind.Named _ -> Optional.of(Map.of());
      case Kind.Table _, Kind.Choice _ -> Optional.empty();
    };
  }
}

package weir.config;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

/// One key of a table.
///
/// @param fallback the text of [Default]
/// @param readable whether its paths must name readable files
record Setting(
    String key,
    RecordComponent component,
    Kind kind,
    Optional<String> fallback,
    Optional<Range> range,
    boolean readable) {

  /// Whether a file without the key is refused.
  boolean isRequired() {
    return fallback.isEmpty()
        && switch (kind) {
          case Kind.Maybe _, Kind.Many _, Kind.Named _, Kind.Table _ -> false;
          case Kind.Truth _,
              Kind.Whole _,
              Kind.Fraction _,
              Kind.Value _,
              Kind.FilePath _,
              Kind.Word _,
              Kind.Choice _ ->
              true;
        };
  }

  /// The sentence of [Doc]; empty without one. Read here and not with the rest, since the binder
  /// has no use for it.
  String doc() {
    Doc doc = component.getAnnotation(Doc.class);
    return doc == null ? "" : doc.value();
  }
}

package weir.config;

import java.util.Optional;
import java.util.function.Function;

/// How a value is written as a text in the file.
///
/// @param shape what a text must be, with its article, such as `an IP address`; messages and the
///   reference name it
/// @param example such a text, without quotes
/// @param parse throws IllegalArgumentException whose message is the reason, reading on after the
///   key
public record ValueType<T>(Class<T> type, String shape, String example, Function<String, T> parse) {

  /// A type whose parser says only yes or no.
  public static <T> ValueType<T> of(
      Class<T> type, String shape, String example, Function<String, Optional<T>> parse) {
    return new ValueType<>(
        type,
        shape,
        example,
        text ->
            parse
                .apply(text)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        Text.cited(text)
                            + " is not "
                            + shape
                            + " such as "
                            + Text.quoted(example))));
  }
}

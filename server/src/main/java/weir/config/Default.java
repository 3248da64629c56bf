package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a setting that the file does not mention, written as in the file.
///
/// Quotes may be left out where the type is a text, a duration, a size, a path, a word or a value
/// type: `@Default("5s")`. Lists are TOML: `@Default("['a', 'b']")`.
///
/// Without it: an `Optional` is empty, a list or map is empty, a nested record has its own
/// defaults, anything else must be in the file.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  String value();
}

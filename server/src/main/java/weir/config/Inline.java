package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A record that stands in a line of its own instead of opening a table: `found = {reject = true}`.
///
/// Sample and reference page write it so and explain its keys once, however many settings are of
/// this type. The binder takes it in either form.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Inline {
  /// What the value is, with its article, such as `an action`.
  String name();

  /// Such a value, as TOML.
  String example();
}

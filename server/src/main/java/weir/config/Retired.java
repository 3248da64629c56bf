package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A key that this table had once. Whoever still writes it is told what took its place instead of
/// "unknown key".
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Retired.Keys.class)
public @interface Retired {
  String key();

  /// A phrase that follows "retired: ", such as `use greeting.delay` or `Weir always does this
  /// now`.
  String now();

  /// Holds several; never written by hand.
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Keys {
    Retired[] value();
  }
}

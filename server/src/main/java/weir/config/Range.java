package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The least and the greatest value of a number, duration or size, both included, written as in the
/// file; of a list, map or optional it bounds every element.
///
/// Prefer this to a check in the constructor: all values out of range are reported at once, and the
/// reference names the bounds.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /// Empty: no lower bound.
  String from() default "";

  /// Empty: no upper bound.
  String to() default "";
}

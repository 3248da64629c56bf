package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value stands on the page that tells people outside the policy.
///
/// For what the software of an honest sender has to go by, such as the largest message. Not for
/// what only somebody would count against who wants to stay just below it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Told {
  /// What it is, for people who do not know mail, such as `Largest message`.
  String value();
}

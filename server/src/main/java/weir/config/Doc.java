package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a setting means, in a sentence for the operator; on a record or an enum constant, what the
/// table or the word means.
///
/// Reference page, sample and schema are made of these sentences: say what happens, the unit if it
/// is not in the type, and what to choose when in doubt. Markdown inline code is welcome.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Doc {
  String value();
}

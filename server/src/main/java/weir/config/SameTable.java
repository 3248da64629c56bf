package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A record whose keys stand in the table of the record that has it, without a table of their own:
/// what several settings records share is written once.
///
/// The component's own name is no key. A key that stands in the same table twice this way is a
/// defect of ours, found at the first start.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface SameTable {}

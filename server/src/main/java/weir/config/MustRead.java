package weir.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The path (or every path of the list, map or optional) names a regular file that must be readable
/// when the settings are read.
///
/// A path that comes from [Default] is not looked at: a shipped default may name a file that need
/// not exist.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MustRead {}

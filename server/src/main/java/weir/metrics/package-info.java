/// Numbers for a monitoring system, and the answer to "are you well?".
///
/// Both are made of one [weir.api.Status], taken when somebody asks: the same numbers as `weir
/// status`. Nothing is counted here.
@NullMarked
package weir.metrics;

import org.jspecify.annotations.NullMarked;

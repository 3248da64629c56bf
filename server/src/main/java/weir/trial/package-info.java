/// Limits tried on what has been: which rules would have raised alarms, about whom, when, and after
/// how much.
///
/// Exists so that an operator can look what rules would do before they do anything. It asks the
/// same rules about the same counts as a running server does, at the times that the logs tell.
@NullMarked
package weir.trial;

import org.jspecify.annotations.NullMarked;

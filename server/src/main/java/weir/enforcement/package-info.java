/// The places where responses take effect. Each says what it can enforce, what is there now, and
/// exactly which [weir.enforcement.Step]s would change that; the same steps are printed by a
/// preview and carried out by [weir.enforcement.StepRunner].
@NullMarked
package weir.enforcement;

import org.jspecify.annotations.NullMarked;

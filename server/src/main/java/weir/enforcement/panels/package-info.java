/// Panels as places where responses take effect: what each is asked and told, and what its answers
/// mean. [weir.enforcement.panels.PanelPoint] has what holds for all of them: what is there is read
/// before anything is done, so that a request whose answer was lost is never sent for nothing.
///
/// Where a panel keeps a reason, ours carries the lease's id. Where it keeps none, what is there is
/// ours if we put it there and nobody has changed it since.
@NullMarked
package weir.enforcement.panels;

import org.jspecify.annotations.NullMarked;

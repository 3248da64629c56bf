/// Carries responses out: what alarms lead to, and what the world has to be like so that it is as
/// the leases say. The one place that changes anything about a customer.
@NullMarked
package weir.responder;

import org.jspecify.annotations.NullMarked;

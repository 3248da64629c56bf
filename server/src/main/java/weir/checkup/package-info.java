/// Looks at the mail servers themselves from time to time: a queue that grows, deliveries that take
/// long, addresses that are on block lists. What is much worse than usual becomes an incident of
/// the host, from which `weir who` leads on.
@NullMarked
package weir.checkup;

import org.jspecify.annotations.NullMarked;

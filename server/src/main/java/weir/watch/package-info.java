/// The outbound loop: what sources see is joined to passages, laid at a customer's door, and kept.
///
/// [weir.watch.Watch] takes it in; [weir.watch.GatewaySource] is the source that needs no log: our
/// own gateway, for whoever logs in and for our own hosts.
@NullMarked
package weir.watch;

import org.jspecify.annotations.NullMarked;

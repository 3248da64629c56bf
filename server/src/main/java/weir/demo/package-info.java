/// Telling sessions against the example configuration: what clients of every kind say and hear, and
/// why.
///
/// A client of its own and not a test: it shows a stranger what Weir does, and keeps the start-up
/// cache's training honest. It knows the example's domain, zones and addresses, and nothing else of
/// the server than its ports, its journal and the socket that commands ask.
@NullMarked
package weir.demo;

import org.jspecify.annotations.NullMarked;

/// `weir probe`: finds out whether a next hop sees the end of a message where there is none.
///
/// [weir.probe.Variant] has the sequences that servers were fooled by, [weir.probe.Probe] sends
/// each in a transaction of its own and reads what follows, [weir.probe.OurFront] says what Weir
/// does with the same octets, [weir.probe.Cure] what to set. Runs when an operator asks, beside the
/// server or without it; never by itself, for it sends mail.
@NullMarked
package weir.probe;

import org.jspecify.annotations.NullMarked;

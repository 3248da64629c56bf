/// Internet addresses as values: one address, a prefix, a table of prefixes, and the PROXY header
/// that carries them.
///
/// The package exists so that every rule, log line and key speaks of an address in one form: 128
/// bits, IPv4 kept as `::ffff:a.b.c.d`, hence a client that reaches a dual-stack listener has the
/// same key as over plain IPv4. Start at [weir.net.IpAddress]; lists of thousands of prefixes go
/// into a [weir.net.PrefixTable].
///
/// It never asks the DNS, never opens a socket, and never accepts an address in a sloppy form: no
/// leading zeros, no zone ids, no host bits behind a prefix.
@NullMarked
package weir.net;

import org.jspecify.annotations.NullMarked;

/// A mail server that takes everything, writes down what it was told, and misbehaves on order: the
/// next hop of rehearsals and of tests.
///
/// [weir.sink.SinkMta] listens on loopback only and keeps what it gets in memory; it hands nothing
/// on.
@NullMarked
package weir.sink;

import org.jspecify.annotations.NullMarked;

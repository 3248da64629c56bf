/// The log: one line an event on standard error, its time in UTC, and a writer that whoever logs
/// waits for when nobody reads.
///
/// Every class logs through SLF4J and knows nothing of this package, but for [weir.log.Seldom]. It
/// is set up once, by whoever runs a command; what it is given from outside it escapes.
@NullMarked
package weir.log;

import org.jspecify.annotations.NullMarked;

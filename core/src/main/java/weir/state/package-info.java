/// What the gateway remembers between connections: counters over a window, and entries that expire.
///
/// [weir.state.State] is the port. Checks read it, the enforcer alone writes it. One node uses
/// [weir.state.MemoryState]; several nodes share a server behind the same port. Whatever implements
/// it passes the suite `StateContract` in the tests of this module.
///
/// Nothing here looks at a clock, starts a thread or touches a disk: the time of each call is a
/// parameter, so that a scenario replays exactly.
@NullMarked
package weir.state;

import org.jspecify.annotations.NullMarked;

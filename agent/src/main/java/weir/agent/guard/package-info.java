/// A gate at the exec of sendmail: tells who executes it, and denies it to blocked users, whatever
/// name they call it by. Off unless somebody asks for it, and in a process of its own.
///
/// [weir.agent.guard.GuardedFile] says of which files it may be: never of one that the mail server
/// executes itself. [weir.agent.guard.ExecGuard] answers within 200 ms; whoever would wait longer
/// goes on, and a guard that does not get its answers ready opens its gate for good.
@NullMarked
package weir.agent.guard;

import org.jspecify.annotations.NullMarked;

/// Fairness among virtual threads: whoever may go on for long without waiting gives way here.
///
/// Loops that strangers can keep going ask [weir.turn.Turn] between two steps: the rules of a
/// judgement, the commands of a session, the pieces of a message that come in. It never decides
/// what is done, only who goes first.
@NullMarked
package weir.turn;

import org.jspecify.annotations.NullMarked;

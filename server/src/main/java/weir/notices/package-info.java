/// Tells people what happens: staff by mail, web hook or program, and customers by mail once
/// somebody has confirmed what they are to read. Whoever does something tells
/// [weir.notices.Notices] and goes on; what is told is kept on the disk until it has arrived.
///
/// Never a flood: each receiver gets one notice a minute at most, and what came meanwhile as one
/// digest with counts. It decides nothing, and nothing waits for it.
@NullMarked
package weir.notices;

import org.jspecify.annotations.NullMarked;

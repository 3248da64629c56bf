/// By which time things are deleted for their age: the one place that decides whether the clock is
/// believed.
///
/// Whoever deletes by age asks [weir.retention.RetentionClock] for the time in place of the clock:
/// the journal with its evidence, passages, and what the directory remembers of who has left. Held
/// messages count the time that the server ran and ask no clock at all; complaints are bounded by
/// their number. One exception: what `weir queue` has deleted is kept by the clock of the command,
/// which may run on a host without a server.
///
/// It never deletes anything itself, and says nothing about when something happened.
@NullMarked
package weir.retention;

import org.jspecify.annotations.NullMarked;

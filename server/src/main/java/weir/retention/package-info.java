/// By which time things are deleted for their age: the one place that decides whether the clock is
/// believed.
///
/// Whoever deletes by age asks [weir.retention.RetentionClock] for the time in place of the clock:
/// the journal with its evidence, and passages. Held messages count the time that the server ran
/// and ask no clock at all; complaints are bounded by their number.
///
/// It never deletes anything itself, and says nothing about when something happened.
@NullMarked
package weir.retention;

import org.jspecify.annotations.NullMarked;

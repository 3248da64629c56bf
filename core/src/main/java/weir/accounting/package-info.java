/// From passages to what is counted: what each message adds to whose meters, once.
///
/// The same message may be seen by several sources, in any order, and turn out to be one later.
/// What came from a host of ours is therefore counted some seconds late, when that host's own log
/// had the time to tell who began it; and what has been counted twice nevertheless is taken back.
@NullMarked
package weir.accounting;

import org.jspecify.annotations.NullMarked;

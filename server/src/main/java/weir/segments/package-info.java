/// The journal of one node on SQLite: [weir.segments.SqliteJournal] writes it,
/// [weir.segments.JournalSearch] reads it, also from another process while the server writes.
///
/// **Segments.** The journal is a row of files. The newest is open: one row an entry, the entry as
/// a blob of JSON. No entry is ever deleted from a file: what is too old goes as a whole file. What
/// checks saw (evidence) lies in a file of its own beside each segment, so that it can go earlier.
///
/// **Index.** SQLite's own, over a dozen random keys a row, would cost ten times what the row
/// costs. Ours is made of postings (this row has this term), sorted in memory and written as a run
/// ([weir.segments.OpenRun]) every two thousand rows. When a segment is full it is sealed: its runs
/// become one ([weir.segments.RunMerge]). A search goes through the segments, newest first, and
/// jumps from row to row that has all its terms ([weir.segments.CommonRows]); rows in no run yet it
/// reads one by one.
///
/// **Files.** `journal-STAMP.db` and `evidence-STAMP.db`, where STAMP is the time the segment was
/// begun; `….damaged` is one that could not be read or written and was set aside; what stands in
/// front of the damage is written anew.
///
/// **Threads.** Whoever adds an entry only puts it into a bounded queue. One thread writes, a
/// commit every 250 ms; another one seals and deletes. A disk that is slow, full or broken costs
/// evidence first, then entries; how many is counted exactly, written down as a gap and said in the
/// log. It never blocks or fails a session.
///
/// The folder is not locked here: one server writes to it, and whoever starts the server sees to
/// it.
@NullMarked
package weir.segments;

import org.jspecify.annotations.NullMarked;

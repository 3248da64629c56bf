/// Asks a program, a database or a web service for the domains and addresses that no file of ours
/// names: what a panel with thousands of customers keeps in its own tables.
///
/// [weir.lookup.Lookup] remembers answers, asks for each name once at a time, and keeps the last
/// good answer while the source fails. Asking runs on a bounded number of platform threads, never
/// on a session's. What a name means for mail is decided in `weir.routing`.
@NullMarked
package weir.lookup;

import org.jspecify.annotations.NullMarked;

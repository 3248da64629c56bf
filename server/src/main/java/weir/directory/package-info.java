/// Whose login, uid, site or network it is: accounts as the provider's own systems have them.
///
/// Each source (a file, a database, a program, a web service, the files of a panel) is read at
/// intervals into a [weir.directory.Listing]: all that it says now. [weir.directory.Ledger] makes a
/// history of these, so that an identity is known as whose it was then; it is kept on disk, one
/// file a source. [weir.directory.AccountDirectory] answers from all of them, in memory.
///
/// A listing that takes too many accounts or identities away is refused, since half an answer of a
/// panel looks like half of the customers having left. Nothing here ever writes to a panel.
@NullMarked
package weir.directory;

import org.jspecify.annotations.NullMarked;

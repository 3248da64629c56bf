/// Whose is it: the provider's hosts and customers, and which of them stands behind a login, a uid
/// or an address at a given time.
///
/// An [Identity] is how a sender shows itself; a [Tenure] says who had it from when to when, so
/// that a complaint about last month is laid at the door of who had the login then. [Directory] is
/// the port, which also tells the provider's own [Host]s; [AccountBook] answers it from memory, and
/// [Revision] refuses a new book that looks like a broken export.
///
/// ```java
/// AccountBook book = AccountBook.of(accounts, tenures);
/// switch (book.owner(new Identity.LocalUser("web1", 2001), when)) {
///   case Ownership.Owned owned -> owned.account();
///   case Ownership.Nobody nobody -> ...
/// }
/// ```
@NullMarked
package weir.account;

import org.jspecify.annotations.NullMarked;

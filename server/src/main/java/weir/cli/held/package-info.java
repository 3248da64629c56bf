/// `weir held`: shows messages that are kept here, hands them on, or deletes them, by asking the
/// running server for it.
@NullMarked
package weir.cli.held;

import org.jspecify.annotations.NullMarked;

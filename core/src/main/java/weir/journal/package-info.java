/// What is written down: transactions, sessions, operators' acts, and gaps where writing failed.
///
/// The port is here, the storage elsewhere. Writing never blocks a dialog and never decides whether
/// mail is safe: a journal that fails loses explanations, not messages.
@NullMarked
package weir.journal;

import org.jspecify.annotations.NullMarked;

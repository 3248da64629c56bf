/// Old configuration becomes a `weir.toml` and list files.
///
/// Exists for the way over from the systems of [weir.former]. One class a source reads its files
/// and fills a [Draft]; [DraftFile] writes that down with the old line at each setting. A [Ledger]
/// holds every line that was read to account: it was carried over, it stays with the old server, it
/// could not be carried over, or it says nothing. What nobody accounted for is said, too, so that
/// nothing is dropped in silence.
///
/// It knows settings by their names only; `weir config check` is the judge of what it writes. It
/// never touches the old files, and asks no DNS.
@NullMarked
package weir.imports;

import org.jspecify.annotations.NullMarked;

/// What people do about senders, and what rules may do: `weir respond`, `weir undo`, `weir
/// responses`, `weir enable` and `weir disable`.
@NullMarked
package weir.cli.responses;

import org.jspecify.annotations.NullMarked;

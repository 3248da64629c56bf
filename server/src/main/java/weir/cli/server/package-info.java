/// The running server itself: how it is (`weir status`, `weir top`, `weir sources`), and what it is
/// told to do (`weir reload`, `weir stop`).
@NullMarked
package weir.cli.server;

import org.jspecify.annotations.NullMarked;

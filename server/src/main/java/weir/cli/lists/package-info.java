/// `weir lists`: how the DNS lists are that the running server asks, whether one answers as it
/// should, and what is known of public ones.
@NullMarked
package weir.cli.lists;

import org.jspecify.annotations.NullMarked;

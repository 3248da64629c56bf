/// `weir complaints`: lists and shows complaints, settles and reopens them, and takes one in from a
/// pipe or a file.
@NullMarked
package weir.cli.complaints;

import org.jspecify.annotations.NullMarked;

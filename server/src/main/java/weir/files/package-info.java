/// Files and folders of ours: for the server's user only, since who writes to whom is nobody else's
/// business, and there after a crash when it is said that they are.
///
/// It knows nothing of what is in them. It waits for the disk on the thread that asks: whoever is
/// on a virtual one uses [weir.disk].
@NullMarked
package weir.files;

import org.jspecify.annotations.NullMarked;

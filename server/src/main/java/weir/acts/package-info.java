/// What people did to things that are kept in a file of ours: one table and one way into the
/// journal for all of them. Commands write acts without the server, which takes them up when it
/// looks.
@NullMarked
package weir.acts;

import org.jspecify.annotations.NullMarked;

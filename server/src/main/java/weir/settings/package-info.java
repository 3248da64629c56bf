/// The whole configuration: the record that is its file, where it is read from, all mistakes of it
/// and of the files it names, what is no mistake and should be known, and what of it waits for a
/// restart.
///
/// The tables are records of the packages that use them; here they are put together. Nothing is
/// started or asked.
@NullMarked
package weir.settings;

import org.jspecify.annotations.NullMarked;

/// How long a directory of many accounts takes to be read again.
@NullMarked
package weir.bench.directory;

import org.jspecify.annotations.NullMarked;

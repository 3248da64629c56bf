/// How long a search through a large queue takes.
@NullMarked
package weir.bench.queue;

import org.jspecify.annotations.NullMarked;

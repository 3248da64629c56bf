/// What reading a mail server's log costs, on a made one. Started by `bench/logs`.
@NullMarked
package weir.bench.logs;

import org.jspecify.annotations.NullMarked;

/// What operators say of a client or sender for a time: `weir allow` and `weir block` say it, `weir
/// leases` lists it and takes it back. The running server keeps it.
@NullMarked
package weir.cli.leases;

import org.jspecify.annotations.NullMarked;

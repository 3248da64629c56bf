/// The agent: the process that runs on a host of the provider's, watches the fence there, tells the
/// server what it sees, and does what the server orders within the bounds of the host's own file.
@NullMarked
package weir.onhost;

import org.jspecify.annotations.NullMarked;

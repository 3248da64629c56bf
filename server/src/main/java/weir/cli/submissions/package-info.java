/// Commands about who hands mail to this host's sendmail: the one that answers the wrapper in its
/// place, and the gate at its exec. They need no server.
@NullMarked
package weir.cli.submissions;

import org.jspecify.annotations.NullMarked;

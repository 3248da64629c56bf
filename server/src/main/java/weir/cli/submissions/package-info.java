/// The command that answers the wrapper in sendmail's place. It needs no server.
@NullMarked
package weir.cli.submissions;

import org.jspecify.annotations.NullMarked;

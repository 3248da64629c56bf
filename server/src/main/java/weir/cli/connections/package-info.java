/// Commands that look who on this host opens connections to mail ports. They change nothing, and
/// need neither a server nor settings.
@NullMarked
package weir.cli.connections;

import org.jspecify.annotations.NullMarked;

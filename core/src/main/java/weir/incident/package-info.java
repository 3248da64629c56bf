/// From what meters show to harm that somebody does: rules, what they have seen, and incidents.
///
/// A rule is asked about a sender each time something of that sender's was counted. While it holds,
/// it has raised one alarm, however often it is asked. It says what it saw in words; what is done
/// about it is decided elsewhere.
@NullMarked
package weir.incident;

import org.jspecify.annotations.NullMarked;

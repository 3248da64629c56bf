package weir.agent.logs;

import weir.maillog.LogFraming;
import weir.maillog.LogGrammar;

/// What the lines of a source are, and whose.
///
/// @param source name of the source, always the same
/// @param host the provider's own name for the host that writes them
/// @param hostsInLines the lines are of many hosts, and each says of which: a collector's file
public record LogForm(
    String source, String host, boolean hostsInLines, LogFraming framing, LogGrammar grammar) {}

package weir.observation;

import java.time.Instant;

/// Who saw it, where, and when.
///
/// @param source name of the source, such as `postfix-log`
/// @param host the provider's own name for the host that it happened on
/// @param at by the host's clock
/// @param writer who can have written it
public record Witness(String source, String host, Instant at, Writer writer) {}

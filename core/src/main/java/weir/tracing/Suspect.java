package weir.tracing;

import java.util.Optional;

/// A message that somebody complains about, as far as he shows it. All of it is anybody's text.
///
/// @param reported its Received fields, and what the reporter says of how he had it
/// @param text in which tokens of ours may stand: its header as it was pasted
/// @param messageId its Message-ID field
/// @param date its Date field
/// @param subject undecoded
public record Suspect(
    Reported reported,
    String text,
    Optional<String> messageId,
    Optional<String> date,
    Optional<String> subject) {}

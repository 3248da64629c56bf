package weir.passages;

import java.util.Optional;
import weir.attribution.Confidence;
import weir.observation.Passage;

/// A passage, and at whose door it was laid when it was seen.
///
/// @param account id of the account; empty for nobody's
/// @param identity how the sender showed itself, in words
/// @param method by what, in words
public record Laid(
    Passage passage,
    Optional<String> account,
    Optional<String> identity,
    String method,
    Confidence confidence) {}

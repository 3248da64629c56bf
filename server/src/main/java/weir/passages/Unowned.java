package weir.passages;

import java.time.Instant;

/// An identity that sends and belongs to nobody that the directory knows.
///
/// @param identity in words
/// @param last when its last message came
public record Unowned(String identity, long messages, Instant last) {}

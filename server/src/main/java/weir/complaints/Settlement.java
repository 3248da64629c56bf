package weir.complaints;

import java.time.Instant;

/// That a person has dealt with a complaint.
///
/// @param by who, as far as known
/// @param note what was done, in that person's words
public record Settlement(Instant at, String by, String note) {}

package weir.leases;

import java.time.Instant;

/// What could not be done at a place, or what somebody else did there.
///
/// @param times it was tried
public record Trouble(String point, String target, String words, Instant since, int times) {}

package weir.leases;

import java.time.Instant;
import java.util.Optional;

/// Something that was done about leases, by a person or by Weir.
///
/// @param id by which the journal knows it
/// @param what as the journal has it: `response-begun`, `response-put`, `responses-paused` …
/// @param by who, as far as known
/// @param lease that it is about
/// @param words for people; empty for none
public record LeaseAct(
    String id, Instant at, String what, String by, Optional<String> lease, String words) {}

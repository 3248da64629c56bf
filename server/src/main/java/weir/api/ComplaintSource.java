package weir.api;

import java.time.Instant;
import java.util.Optional;

/// Where complaints are taken from, and how that goes. Counts are since the start of the server.
///
/// @param reads what is read, without anything secret
/// @param state `read`, `not read`, or `beginning` before the first look
/// @param lastRead when all of it was last looked through
/// @param lastTaken when a message was last taken
/// @param failing since when it cannot be read
/// @param stale whether that is so long ago that a person should look
/// @param why it cannot be read
/// @param left what keeps some messages from being taken; they stay where they are
/// @param taken messages
/// @param complaints in them that were not known before
/// @param verified of these, when they were taken
/// @param toBeRead messages that a person has to read
public record ComplaintSource(
    String name,
    String reads,
    String state,
    Optional<Instant> lastRead,
    Optional<Instant> lastTaken,
    Optional<Instant> failing,
    boolean stale,
    Optional<String> why,
    Optional<String> left,
    long taken,
    long complaints,
    long verified,
    long toBeRead) {}

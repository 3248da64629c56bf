package weir.resolver;

/// What a resolver did since it was made.
///
/// @param questions asked of us
/// @param remembered answered from memory
/// @param joined merged with an equal question that was under way
/// @param sent packets sent to name servers over UDP
/// @param overTcp questions repeated over TCP, for their answers were too large
/// @param timeouts packets that were not answered in time
/// @param failures questions that ended as a failure
/// @param turnedAway failures for want of a place, or because no name server answers at all
/// @param strays packets that answered no question of ours: late ones, and forgeries
/// @param defects failures of our own code, which should be none
/// @param inFlight questions under way now
/// @param inMemory answers remembered now
public record ResolverCounts(
    long questions,
    long remembered,
    long joined,
    long sent,
    long overTcp,
    long timeouts,
    long failures,
    long turnedAway,
    long strays,
    long defects,
    int inFlight,
    long inMemory) {}

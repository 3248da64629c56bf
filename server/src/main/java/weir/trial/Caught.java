package weir.trial;

import java.time.Instant;
import java.util.Optional;
import weir.meter.Kind;

/// A sender that a rule would have raised an alarm about.
///
/// @param of the kind of sender
/// @param who it is, as meters call it
/// @param account whose it is, where that is known
/// @param first when the rule held first
/// @param messages of the sender in the day until then
/// @param recipients of these
/// @param later recipients of the day after that
/// @param alarms how often the rule began to hold
/// @param said its sentence then
public record Caught(
    Kind of,
    String who,
    Optional<String> account,
    Instant first,
    long messages,
    long recipients,
    long later,
    int alarms,
    String said) {}

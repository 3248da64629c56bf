package weir.nexthop;

/// Why a message could not be handed over right now.
///
/// @param refusesUs whether the hop answers, and refuses us and not any mail: a matter for the
///   operator
public record HopTrouble(String cause, boolean refusesUs) {}

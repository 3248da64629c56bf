package weir.agent.fence;

/// What was found before a fence is put up.
///
/// @param stops whether it is not put up as long as that is so
/// @param what is so, for people
/// @param remedy what to do
public record FenceFinding(boolean stops, String what, String remedy) {}

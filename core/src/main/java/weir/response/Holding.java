package weir.response;

/// What was put at a place and not taken since, as it was written down before it was done.
///
/// @param lease for which it was
/// @param response that it is
/// @param former what undoing has to restore exactly, in the place's own words
public record Holding(String lease, Response response, String former) {}

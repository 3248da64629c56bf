package weir.vitals;

/// One measurement.
///
/// @param host whose, by the provider's name
public record Taken(String host, Vital vital, double value) {}

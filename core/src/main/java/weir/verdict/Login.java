package weir.verdict;

/// A login that was checked.
///
/// @param mechanism of SASL (RFC 4422), or `XCLIENT` where a trusted host says so
public record Login(String name, String mechanism) {}

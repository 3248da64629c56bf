package weir.mime;

/// An address of a header field, as it stands there.
///
/// @param name decoded; empty where there is none
/// @param address without brackets, comments and blanks outside of quotes; not checked
public record NamedAddress(String name, String address) {}

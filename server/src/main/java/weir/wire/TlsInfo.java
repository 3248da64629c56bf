package weir.wire;

/// What was agreed, for the Received line and the journal.
///
/// @param protocol as the JDK names it: `TLSv1.3` or `TLSv1.2`
/// @param cipher the IANA name of the cipher suite
public record TlsInfo(String protocol, String cipher) {}

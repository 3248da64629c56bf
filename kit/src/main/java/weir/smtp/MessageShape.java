package weir.smtp;

/// What was seen of a message while it was read, whether it was kept or read off.
///
/// @param octets of the content, dot-stuffing undone; line ends counted
/// @param longestLine octets of the longest line without its CRLF; RFC 5321 section 4.5.3.1.6
///   allows 998
/// @param dotLines lines that begin with a dot once unstuffed, and so need stuffing when they are
///   sent on
/// @param eightBit whether an octet above 127 was there (RFC 6152)
/// @param nul whether a NUL was there (RFC 5321 section 4.5.2)
/// @param bareLineEnds CRs and LFs outside CRLF: normalised where that was asked for, an offence
///   elsewhere
public record MessageShape(
    long octets,
    long longestLine,
    long dotLines,
    boolean eightBit,
    boolean nul,
    long bareLineEnds) {}

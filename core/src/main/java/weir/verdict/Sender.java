package weir.verdict;

import java.util.OptionalLong;
import weir.mail.Path;

/// The reverse-path and what was said with it.
///
/// @param declaredSize SIZE of MAIL, in octets (RFC 1870)
/// @param utf8 whether SMTPUTF8 was asked for (RFC 6531)
public record Sender(Path path, OptionalLong declaredSize, boolean utf8) {}

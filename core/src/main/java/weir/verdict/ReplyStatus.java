package weir.verdict;

/// What a mail server behind us gave as its reason, for a client that is refused because of it.
///
/// @param code of its reply (RFC 5321 section 4.2), 400 to 599
/// @param detail subject and detail of its enhanced status code (RFC 3463), such as `2.1`
public record ReplyStatus(int code, String detail) {}

package weir.smtp;

/// Where a client may part from the grammar of MAIL and RCPT (RFC 5321 section 4.1.1.2) because old
/// software does.
///
/// It changes nothing behind us: the next hop gets the strict form always.
///
/// @param spaceAfterColon `MAIL FROM: <a@b>`
/// @param missingBrackets `MAIL FROM:a@b`; a missing path is still no null path
public record Leniency(boolean spaceAfterColon, boolean missingBrackets) {

  /// The grammar and nothing else.
  public static final Leniency STRICT = new Leniency(false, false);

  /// Both.
  public static final Leniency RELAXED = new Leniency(true, true);
}

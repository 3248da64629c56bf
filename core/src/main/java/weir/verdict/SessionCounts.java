package weir.verdict;

/// What the session has done so far.
///
/// @param refusedRecipients RCPT commands that were answered 5xx
/// @param errors commands that were unknown, malformed, not offered or out of order; not those that
///   a policy refused
/// @param earlyTalk whether the client spoke before the greeting was complete
/// @param pipelining whether it sent commands together that it had no leave to send
public record SessionCounts(
    int refusedRecipients, int errors, boolean earlyTalk, boolean pipelining) {
  public static final SessionCounts NONE = new SessionCounts(0, 0, false, false);

  public SessionCounts withRefusedRecipient() {
    return new SessionCounts(refusedRecipients + 1, errors, earlyTalk, pipelining);
  }

  public SessionCounts withError() {
    return new SessionCounts(refusedRecipients, errors + 1, earlyTalk, pipelining);
  }

  public SessionCounts withEarlyTalk() {
    return new SessionCounts(refusedRecipients, errors, true, pipelining);
  }

  public SessionCounts withPipelining() {
    return new SessionCounts(refusedRecipients, errors, earlyTalk, true);
  }
}

package weir.policywire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// One answer: an action of access(5).
///
/// @param action such as `DUNNO` or `REJECT 5.7.1 Not today`: printable ASCII, one line
public record PolicyAnswer(String action) {
  /// Nothing is known that speaks against it; Postfix goes on with its next restriction.
  public static final PolicyAnswer DUNNO = new PolicyAnswer("DUNNO");

  /// Characters of an action at most: what Postfix hands to a client has to fit into a reply.
  public static final int LONGEST = 400;

  /// @throws IllegalArgumentException for an action that is not one line of printable ASCII
  public PolicyAnswer {
    if (action.isEmpty()
        || action.length() > LONGEST
        || action.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("an action is one line of printable ASCII");
    }
  }

  /// As it is written: a line, and an empty one.
  public byte[] bytes() {
    return ("action=" + action + "\n\n").getBytes(US_ASCII);
  }
}

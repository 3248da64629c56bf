package weir.probe;

import java.util.List;

/// What a hop did with one variant.
///
/// @param replies what it answered from the message on, cleaned
/// @param messages how many messages it said to have taken
/// @param weir what Weir does with the same octets from a stranger
public record Seen(
    String variant, Outcome outcome, List<String> replies, int messages, String weir) {

  /// Where a hop sees the end of a message.
  public enum Outcome {
    /// It refused the message.
    REFUSED("refuses it"),
    /// It took one message, as RFC 5321 has it.
    ONE("takes one message"),
    /// It took what stands behind the sequence for a second message.
    TWO("takes a second message"),
    /// It took what stands behind the sequence for commands, and then no second message.
    COMMANDS("obeys commands in the message"),
    /// It closed the connection without an answer.
    CLOSED("closes the connection"),
    /// It said nothing until the patience was over.
    HUNG("says nothing"),
    /// The server does not offer what the variant needs.
    NOT_OFFERED("not offered");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /// Whether text of a message became commands.
    public boolean isFooled() {
      return switch (this) {
        case TWO, COMMANDS -> true;
        case REFUSED, ONE, CLOSED, HUNG, NOT_OFFERED -> false;
      };
    }
  }

  public Seen {
    replies = List.copyOf(replies);
  }
}

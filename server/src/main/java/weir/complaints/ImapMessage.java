package weir.complaints;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.config.ByteSize;
import weir.imap.BodyTaker;
import weir.imap.ImapAnswer;

/// What comes of asking for one message. A server may tell of others in between.
final class ImapMessage implements BodyTaker {
  private final long uid;
  private final long largest;
  private @Nullable Arrived last;
  private @Nullable Arrived message;
  private long tooLarge;
  private boolean isThere;

  ImapMessage(long uid, ByteSize largest) {
    this.uid = uid;
    this.largest = largest.bytes();
  }

  /// Before the UID is known to which it belongs: that may stand behind it.
  @Override
  public void take(InputStream body, long size) throws IOException {
    last = null;
    if (size > largest) {
      tooLarge = size;
    } else {
      last = Arrived.read(body);
    }
  }

  void look(ImapAnswer answer) {
    if (answer instanceof ImapAnswer.Fetched fetched
        && fetched.uid().equals(OptionalLong.of(uid))) {
      isThere = true;
      if (fetched.size().orElse(0) > largest) {
        tooLarge = fetched.size().getAsLong();
      }
      message = fetched.hasBody() ? last : message;
    }
  }

  boolean isThere() {
    return isThere;
  }

  boolean isTooLarge() {
    return tooLarge > 0;
  }

  /// @param answer the end of the command
  ImapFolder.Fetched result(ImapAnswer.Tagged answer) {
    // RFC 5530: it was expunged meanwhile, which some servers call a NO.
    boolean isGone = answer.code().equals(Optional.of("EXPUNGEISSUED"));
    if (message != null && answer.status() == ImapAnswer.Status.OK) {
      return new ImapFolder.Fetched.Whole(message);
    }
    if (tooLarge > 0) {
      return new ImapFolder.Fetched.TooLarge(
          "%,d octets are more than largest".formatted(tooLarge));
    }
    return answer.status() == ImapAnswer.Status.OK || isGone
        ? new ImapFolder.Fetched.Gone()
        : new ImapFolder.Fetched.Refused("the server does not give it out: " + answer.text());
  }
}

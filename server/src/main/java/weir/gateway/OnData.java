package weir.gateway;

import java.io.IOException;
import java.util.Optional;
import weir.gateway.bodies.Body;
import weir.smtp.DotReader;
import weir.smtp.MessageRead;
import weir.smtp.Reply;

/// DATA: the message comes in up to CRLF.CRLF.
final class OnData {
  private static final Reply GO_AHEAD = Reply.of(354, "", "Go ahead, end with <CRLF>.<CRLF>");

  private final Talk talk;
  private final OnMessage message;

  OnData(Talk talk) {
    this.talk = talk;
    this.message = new OnMessage(talk);
  }

  Answer data() throws IOException, InterruptedException {
    Transaction transaction = talk.transaction().orElseThrow();
    transaction.lastReplyNext();
    Optional<Reply> obstacle = message.obstacle();
    if (obstacle.isPresent()) {
      return Answer.now(obstacle.get());
    }
    try (Body body = talk.gateway.bodies().begin()) {
      talk.wire.write(GO_AHEAD.bytes());
      MessageRead read;
      try (var _ = talk.wire.within(talk.limits().dataTime(), talk.limits().messageTime())) {
        read = DotReader.read(talk.lines, body, message.limits());
      }
      return Answer.now(message.reply(transaction, body, read));
    }
  }
}

package weir.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import weir.gateway.bodies.Chunks;
import weir.smtp.ChunkReader;
import weir.smtp.Command;
import weir.smtp.MessageRead;
import weir.smtp.Reply;

/// BDAT (RFC 3030): a chunk of the message follows the command at once, whatever the answer will
/// be.
///
/// So whatever stands against it, its octets are read off first: they are never commands. A chunk
/// that is refused ends the transaction; what the client sends behind it meets none.
final class OnBdat {
  private static final Reply TOO_MANY =
      Reply.closing(421, "4.7.0", "Too many chunks of one message");

  private final Talk talk;
  private final OnMessage message;

  OnBdat(Talk talk) {
    this.talk = talk;
    this.message = new OnMessage(talk);
  }

  Answer bdat(Command.Bdat chunk) throws IOException, InterruptedException {
    Optional<Reply> objection = Dialog.toMessage(talk);
    if (objection.isPresent()) {
      return Answer.idle(readOff(chunk, objection.get()));
    }
    Transaction transaction = talk.transaction().orElseThrow();
    if (transaction.chunks().isEmpty()) {
      Optional<Reply> obstacle = message.obstacle();
      if (obstacle.isPresent()) {
        transaction.lastReplyNext();
        return Answer.now(readOff(chunk, obstacle.get()));
      }
      transaction.begin(new Chunks(talk.gateway.bodies().begin(), message.limits()));
    }
    return take(transaction, transaction.chunks().orElseThrow(), chunk);
  }

  private Answer take(Transaction transaction, Chunks chunks, Command.Bdat chunk)
      throws IOException, InterruptedException {
    if (chunks.count() >= talk.limits().chunks()) {
      transaction.lastReplyNext();
      return Answer.now(TOO_MANY);
    }
    // A deadline ends only what is waited for, and small chunks are here before anybody waits.
    Duration left = chunks.left(talk.limits().messageTime());
    if (!left.isPositive()) {
      transaction.lastReplyNext();
      return Answer.now(OwnReplies.TIMED_OUT);
    }
    MessageRead read;
    try (var _ = talk.wire.within(talk.limits().dataTime(), left)) {
      read = chunks.read(talk.lines, chunk.octets(), chunk.last());
    }
    if (read instanceof MessageRead.Ended && !chunk.last()) {
      return Answer.now(Reply.of(250, "2.0.0", chunk.octets() + " octets received"));
    }
    transaction.lastReplyNext();
    return Answer.now(message.reply(transaction, chunks.body(), read));
  }

  private Reply readOff(Command.Bdat chunk, Reply reply) throws IOException {
    MessageRead read;
    try (var _ = talk.wire.within(talk.limits().dataTime(), talk.limits().messageTime())) {
      read =
          new ChunkReader((octets, offset, length) -> false, message.limits())
              .read(talk.lines, chunk.octets(), chunk.last());
    }
    return switch (read) {
      case MessageRead.Ended _ -> reply;
      case MessageRead.NotTaken(var ended, var _) -> OnMessage.goingOn(ended, reply);
      case MessageRead.TooBig(var ended, var _) -> OnMessage.goingOn(ended, reply);
      case MessageRead.BareLineEnd(var _, var _, var ended, var _) ->
          OnMessage.goingOn(ended, reply);
      case MessageRead.Lost(var _) -> throw new OnMessage.LostInMessage();
    };
  }
}

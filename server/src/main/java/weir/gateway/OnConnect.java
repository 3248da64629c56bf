package weir.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import weir.enforce.Enforcement;
import weir.smtp.Command;
import weir.smtp.LineRead;
import weir.smtp.LineReader;
import weir.smtp.Reply;
import weir.verdict.Stage;
import weir.wire.Arrival;

/// From the accepted connection to the end of the greeting.
///
/// DNS questions about the client start here and are awaited where their answers act: the greeting
/// waits for none of them.
final class OnConnect {
  private static final int REFUSED_COMMANDS = 10;
  private static final Reply WAIT_FOR_QUIT = Reply.of(503, "5.5.1", "You were refused, say QUIT");

  private final Talk talk;

  OnConnect(Talk talk) {
    this.talk = talk;
  }

  /// @return whether the session goes on
  boolean greet() throws IOException, InterruptedException {
    Enforcement enforcement = talk.judge(Stage.CONNECT, "", talk.policy());
    Optional<Reply> refusal = enforcement.refusal();
    if (talk.awaitsTls()) {
      if (refusal.filter(Reply::closes).isPresent()) {
        return false; // a flood costs no handshakes, and its silent ones are not waited for
      }
      new OnStartTls(talk).secure();
    }
    if (refusal.isPresent()) {
      refuse(refusal.get());
      return false;
    }
    talk.wire.write(new Reply(220, "", greeting(), false).bytes());
    return true;
  }

  /// Two lines and, between them, a pause in which nobody may talk (RFC 5321 section 3.1).
  private List<String> greeting() throws IOException {
    String name = talk.gateway.hostName().name();
    talk.wire.write(("220-" + name + " ESMTP\r\n").getBytes(StandardCharsets.US_ASCII));
    talk.wire.flush();
    if (talksEarly()) {
      talk.facts(talk.facts().withCounts(talk.facts().counts().withEarlyTalk()));
    }
    return List.of(name + " no bulk, no relaying");
  }

  private boolean talksEarly() throws IOException {
    if (talk.listener.greetPause().isZero()) {
      return talk.wire.pendingPlaintext() > 0;
    }
    return switch (talk.waits.pause(talk.listener.greetPause())) {
      case Arrival.Arrived _ -> true;
      case Arrival.Quiet(), Arrival.EndOfStream(), Arrival.CalledBack() -> false;
    };
  }

  /// RFC 5321 section 3.1: after 554 in place of a greeting, wait for QUIT and answer 503 to all
  /// else. What is not for good is 421, the only other code that may stand there (section 4.3.2).
  private void refuse(Reply refusal) throws IOException {
    boolean forGood = refusal.isPermanent();
    talk.say(
        forGood
            ? Reply.of(554, refusal.enhanced(), refusal.text())
            : Reply.closing(421, refusal.enhanced(), refusal.text()));
    try (var _ = talk.wire.within(talk.limits().commandTime())) { // nobody stays by talking
      for (int n = 0; forGood && n < REFUSED_COMMANDS; n++) {
        if (!(talk.lines.next(LineReader.COMMAND_LINE) instanceof LineRead.Line line)
            || talk.parse(line) instanceof Command.Quit) {
          talk.wire.write(OwnReplies.GOODBYE.bytes());
          break;
        }
        talk.say(WAIT_FOR_QUIT);
      }
      talk.wire.flush();
    }
  }
}

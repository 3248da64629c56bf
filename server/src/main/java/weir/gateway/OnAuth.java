package weir.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weir.login.Attempt;
import weir.login.LoginAnswer;
import weir.login.Sasl;
import weir.smtp.AuthResponse;
import weir.smtp.Command;
import weir.smtp.LineRead;
import weir.smtp.LineReader;
import weir.smtp.Reply;
import weir.verdict.Connection;
import weir.verdict.Login;

/// AUTH (RFC 4954): asks for what the mechanism needs, then whether the password is right.
final class OnAuth {
  private static final Duration CHECK_TIME = Duration.ofSeconds(20);
  private static final Reply ACCEPTED = Reply.of(235, "2.7.0", "Welcome");
  private static final Reply DENIED = Reply.of(535, "5.7.8", "User name or password is wrong");
  private static final Reply LOCKED =
      Reply.of(
          535,
          "5.7.8",
          "Your login is locked for sending, please ask your provider why; you can still read mail");
  private static final Reply UNKNOWN_MECHANISM =
      Reply.of(504, "5.5.4", "PLAIN and LOGIN are the mechanisms here");
  private static final Reply CANCELLED = Reply.of(501, "5.7.0", "Cancelled as you wished");
  private static final Reply TOO_LONG = Reply.of(500, "5.5.6", "Response too long");
  private static final Reply CANNOT_TELL =
      Reply.of(454, "4.7.0", "Logins cannot be checked now, please try again later");
  private static final Reply TOO_MANY =
      Reply.of(454, "4.7.0", "Too many failed logins, please try again later");

  private final Talk talk;

  OnAuth(Talk talk) {
    this.talk = talk;
  }

  Answer auth(Command.Auth auth) throws IOException {
    Optional<Sasl> exchange = Sasl.of(auth.mechanism());
    if (exchange.isEmpty()) {
      return Answer.error(UNKNOWN_MECHANISM);
    }
    Sasl.Step step = exchange.get().begin(auth.initial());
    while (step instanceof Sasl.Step.Challenge(var base64)) {
      // RFC 4954 section 4: 334, a blank, the challenge; there is no enhanced code.
      talk.wire.write(Reply.of(334, "", base64).bytes());
      step = exchange.get().answer(response());
    }
    return switch (step) {
      case Sasl.Step.Credentials(var user, var password) -> login(auth.mechanism(), user, password);
      case Sasl.Step.Cancelled() -> Answer.error(CANCELLED);
      case Sasl.Step.Malformed(var why) -> Answer.error(Reply.of(501, "5.5.2", why));
      case Sasl.Step.TooLong() -> Answer.error(TOO_LONG);
      case Sasl.Step.OtherIdentity() -> Answer.idle(DENIED);
      case Sasl.Step.Challenge _ -> throw new IllegalStateException("challenge after the end");
    };
  }

  private AuthResponse response() throws IOException {
    LineRead read;
    try (var _ = talk.wire.within(talk.limits().commandTime())) {
      read = talk.lines.next(LineReader.AUTH_LINE);
    }
    return switch (read) {
      case LineRead.Line line -> AuthResponse.parse(line);
      case LineRead.EndOfStream _ -> throw new HungUp(SessionEnd.HUNG_UP);
      case LineRead.TooLong _, LineRead.BareLineEnd _, LineRead.Nul _ ->
          new AuthResponse.Malformed();
    };
  }

  private Attempt attempt(String user, byte[] password) {
    Connection connection = talk.facts().connection();
    return new Attempt(
        talk.facts().client(),
        connection.clientPort(),
        connection.local(),
        connection.localPort(),
        talk.secured(),
        user,
        password);
  }

  private Answer login(String mechanism, String user, byte[] password) {
    Instant now = talk.gateway.clock().instant();
    LoginAnswer answer =
        talk.gateway
            .logins()
            .orElseThrow()
            .check(attempt(user, password), now, now.plus(CHECK_TIME));
    return switch (answer) {
      // Only who knows the password learns that a login is locked.
      case LoginAnswer.Accepted(var login) when talk.site().lockedLogins().test(login) -> {
        talk.gateway.counts().loginsLocked.increment();
        yield Answer.idle(LOCKED);
      }
      case LoginAnswer.Accepted(var login) -> {
        talk.facts(talk.facts().withLogin(new Login(login, mechanism)));
        talk.gateway.counts().logins.increment();
        yield Answer.now(ACCEPTED);
      }
      case LoginAnswer.Denied() -> {
        talk.gateway.counts().loginsDenied.increment();
        talk.countFailedLogin();
        yield Answer.idle(DENIED);
      }
      case LoginAnswer.TooManyFailures(var _) -> Answer.idle(TOO_MANY);
      case LoginAnswer.Unavailable(var _) -> Answer.idle(CANNOT_TELL);
    };
  }
}

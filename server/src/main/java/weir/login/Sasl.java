package weir.login;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.smtp.AuthResponse;

/// One AUTH exchange (RFC 4954) by PLAIN (RFC 4616) or LOGIN (draft-murchison-sasl-login, as
/// everybody speaks it). Pure: lines in, steps out; the session turns steps into replies.
///
/// Call [#begin] once, then [#answer] with each line of the client while the step is a
/// [Step.Challenge].
public final class Sasl {

  /// What EHLO announces, in that order.
  public static final List<String> MECHANISMS = List.of("PLAIN", "LOGIN");

  /// Octets in one response at most; RFC 4954 section 4 lets lines be long, names and passwords are
  /// not.
  public static final int LONGEST_RESPONSE = 2048;

  /// What comes next.
  public sealed interface Step {

    /// Send `334` and this text, already base64, possibly empty.
    record Challenge(String base64) implements Step {}

    /// The exchange is complete: ask [Logins].
    record Credentials(String user, byte[] password) implements Step {
      @Override
      public String toString() {
        return "Credentials[" + user + "]";
      }
    }

    /// The client gave up with `*`: 501 (RFC 4954 section 4).
    record Cancelled() implements Step {}

    /// Not base64, or not what the mechanism says: 501 5.5.2.
    record Malformed(String why) implements Step {}

    /// The response is beyond [#LONGEST_RESPONSE]: 500 5.5.6.
    record TooLong() implements Step {}

    /// The client asks to act as somebody else: 535 5.7.8.
    record OtherIdentity() implements Step {}
  }

  private enum Waiting {
    PLAIN,
    LOGIN_NAME,
    LOGIN_PASSWORD,
    NOTHING
  }

  private static final Step NAME_CHALLENGE = challenge("Username:");
  private static final Step PASSWORD_CHALLENGE = challenge("Password:");

  private Waiting waiting;
  private String name = "";

  private Sasl(Waiting first) {
    this.waiting = first;
  }

  /// The exchange of a mechanism, whose name is matched in any case; empty for one we do not offer
  /// (504 5.5.4).
  public static Optional<Sasl> of(String mechanism) {
    return switch (mechanism.toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> Optional.of(new Sasl(Waiting.PLAIN));
      case "LOGIN" -> Optional.of(new Sasl(Waiting.LOGIN_NAME));
      default -> Optional.empty();
    };
  }

  /// The first step, with the initial response of [weir.smtp.Command.Auth] if there was one.
  public Step begin(Optional<String> initial) {
    if (initial.isPresent()) {
      return answer(AuthResponse.decode(initial.get()));
    }
    return waiting == Waiting.PLAIN ? new Step.Challenge("") : NAME_CHALLENGE;
  }

  /// The step after a line of the client.
  public Step answer(AuthResponse response) {
    Waiting now = waiting;
    waiting = Waiting.NOTHING;
    return switch (response) {
      case AuthResponse.Cancelled() -> new Step.Cancelled();
      case AuthResponse.Malformed() -> new Step.Malformed("not base64");
      case AuthResponse.Octets(byte[] octets) when octets.length > LONGEST_RESPONSE ->
          new Step.TooLong();
      case AuthResponse.Octets(byte[] octets) -> answer(now, octets);
    };
  }

  private Step answer(Waiting now, byte[] decoded) {
    return switch (now) {
      case PLAIN -> plain(decoded);
      case LOGIN_NAME -> loginName(decoded);
      case LOGIN_PASSWORD -> credentials(name, decoded);
      case NOTHING -> throw new IllegalStateException("the exchange is over");
    };
  }

  /// `[authzid] NUL authcid NUL passwd`: RFC 4616 section 2.
  private static Step plain(byte[] message) {
    int first = indexOfNul(message, 0);
    int second = first < 0 ? -1 : indexOfNul(message, first + 1);
    if (second < 0 || indexOfNul(message, second + 1) >= 0) {
      return new Step.Malformed("PLAIN has three parts");
    }
    byte[] authorize = Arrays.copyOf(message, first);
    byte[] authenticate = Arrays.copyOfRange(message, first + 1, second);
    Optional<String> user = text(authenticate);
    if (user.isEmpty()) {
      return new Step.Malformed("the name is not UTF-8");
    }
    if (authorize.length > 0 && !Arrays.equals(authorize, authenticate)) {
      return new Step.OtherIdentity();
    }
    return credentials(user.get(), Arrays.copyOfRange(message, second + 1, message.length));
  }

  private Step loginName(byte[] message) {
    Optional<String> user = text(message);
    if (user.isEmpty()) {
      return new Step.Malformed("the name is not UTF-8");
    }
    name = user.get();
    waiting = Waiting.LOGIN_PASSWORD;
    return PASSWORD_CHALLENGE;
  }

  private static Step credentials(String user, byte[] password) {
    if (user.isEmpty() || password.length == 0) {
      return new Step.Malformed("empty name or password");
    }
    return new Step.Credentials(user, password);
  }

  private static Optional<String> text(byte[] octets) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static int indexOfNul(byte[] message, int from) {
    for (int i = from; i < message.length; i++) {
      if (message[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Step challenge(String words) {
    return new Step.Challenge(
        Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.US_ASCII)));
  }
}

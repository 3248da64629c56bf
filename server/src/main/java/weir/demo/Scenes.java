package weir.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import weir.api.Answer;
import weir.api.ControlClient;
import weir.api.NoServer;
import weir.api.Request;

/// All sessions of the demo, in the order in which they are played. The addresses, domains and
/// names stand in the example configuration and in the zones of its name server.
final class Scenes {
  private static final String SOUND = "127.0.0.1";
  private static final String LISTED = "127.0.0.2";
  private static final String NAME = "mail.example.net";
  private static final String SENDER = "me@example.net";
  private static final String PARTNER = "partner@example.net";
  private static final String OURS = "ann@example.com";

  private Scenes() {}

  static List<Scene> all() {
    return Stream.of(clients(), addresses(), talk(), customers()).flatMap(List::stream).toList();
  }

  private static List<Scene> clients() {
    return List.of(
        Scene.of(
            "Clean mail",
            "A sound client's message is handed on before the client hears 250.",
            SOUND,
            (talk, _) -> message(talk, NAME, SENDER, OURS)),
        Scene.of(
            "A client on a block list",
            "It is refused at RCPT, where sender and recipient are known, with the list's own words.",
            LISTED,
            (talk, _) -> message(talk, NAME, SENDER, OURS)),
        Scene.of(
            "The same client, let in by the operator",
            "What `weir allow %s --for 1m` says holds at once, and ends by itself."
                .formatted(PARTNER),
            LISTED,
            Scenes::allowed),
        Scene.of(
            "The same client writes to postmaster",
            "Whoever is refused can still ask why (RFC 5321 section 4.5.1).",
            LISTED,
            (talk, _) -> message(talk, NAME, SENDER, "postmaster@example.com")));
  }

  private static List<Scene> addresses() {
    return List.of(
        Scene.of(
            "A stranger looks for an open relay",
            "What is not ours is not taken from strangers.",
            SOUND,
            (talk, _) -> recipient(talk, NAME, SENDER, "victim@elsewhere.example")),
        Scene.of(
            "The percent hack",
            "An address that hides a second destination is read before the decision.",
            SOUND,
            (talk, _) -> recipient(talk, NAME, SENDER, "victim%elsewhere.example@example.com")),
        Scene.of(
            "An unknown recipient",
            "Refused before the message is sent: no bounce goes to an innocent sender.",
            SOUND,
            (talk, _) -> recipient(talk, NAME, SENDER, "nobody@example.com")),
        Scene.of(
            "A sender domain that does not exist",
            "Nobody could ever answer this mail.",
            SOUND,
            (talk, _) -> recipient(talk, NAME, "me@expired.example", OURS)),
        Scene.of(
            "A sender domain that takes no mail",
            "Its null MX (RFC 7505) gives points; honest no-reply senders do that, too.",
            SOUND,
            (talk, _) -> message(talk, NAME, "noreply@nomail.example", OURS)),
        Scene.of(
            "Name servers fail",
            "Could not tell is not no: 451, and the sender tries again.",
            SOUND,
            (talk, _) -> recipient(talk, NAME, "me@broken.example", OURS)));
  }

  private static List<Scene> talk() {
    return List.of(
        new Scene(
            "An early talker",
            "It does not wait for the greeting, as no mail server would.",
            SOUND,
            false,
            Scenes::early),
        Scene.of(
            "SMTP smuggling",
            "A bare LF ends no line: what follows cannot become a second message.",
            SOUND,
            (talk, _) -> smuggle(talk)),
        Scene.of(
            "A HELO name that is none",
            "A misconfigured device, or a bot: points, and the message passes.",
            SOUND,
            (talk, _) -> message(talk, "192.168.1.5", SENDER, OURS)));
  }

  private static List<Scene> customers() {
    return List.of(
        new Scene(
            "A customer without a login",
            "The port for customers takes nothing from strangers.",
            SOUND,
            true,
            (talk, _) -> {
              talk.hear();
              talk.say("EHLO laptop.example.net");
              return talk.say("MAIL FROM:<ann@example.com>");
            }),
        new Scene(
            "STARTTLS, login, submission",
            "Logins are offered under TLS only; who logged in is judged as a customer.",
            SOUND,
            true,
            Scenes::submission));
  }

  private static String recipient(Conversation talk, String helo, String sender, String recipient)
      throws IOException {
    talk.hear();
    talk.say("EHLO " + helo);
    talk.say("MAIL FROM:<" + sender + ">");
    return talk.say("RCPT TO:<" + recipient + ">");
  }

  private static String message(Conversation talk, String helo, String sender, String recipient)
      throws IOException {
    String answer = recipient(talk, helo, sender, recipient);
    return answer.startsWith("2") ? data(talk, sender, recipient) : answer;
  }

  private static String data(Conversation talk, String sender, String recipient)
      throws IOException {
    String answer = talk.say("DATA");
    return answer.startsWith("3")
        ? talk.send(
            "From: <%s>\r\nTo: <%s>\r\nSubject: Weir's demo\r\n\r\nHello.\r\n.\r\n"
                .formatted(sender, recipient),
            "(a message) .")
        : answer;
  }

  /// A sender that no other scene has: what else is allowed or blocked here is left alone.
  private static String allowed(Conversation talk, Place place) throws IOException {
    operator(place, new Request.Allow(PARTNER, Duration.ofMinutes(1), "weir demo"));
    try {
      return message(talk, NAME, PARTNER, OURS);
    } finally {
      operator(place, new Request.Lift(PARTNER));
    }
  }

  private static void operator(Place place, Request request) throws IOException {
    try {
      if (new ControlClient(place.folder()).ask(request) instanceof Answer.Failed(var why)) {
        throw new IOException(why);
      }
    } catch (NoServer e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String early(Conversation talk, Place place) throws IOException {
    talk.speak("EHLO " + NAME);
    talk.hear();
    return talk.hear();
  }

  private static String smuggle(Conversation talk) throws IOException {
    String answer = recipient(talk, NAME, SENDER, OURS);
    if (!answer.startsWith("2")) {
      return answer;
    }
    talk.say("DATA");
    return talk.send(
        "Subject: harmless\r\n\r\nHello.\n.\nMAIL FROM:<ceo@example.com>\r\n.\r\n",
        "Hello.<LF>.<LF>MAIL FROM:<ceo@example.com>");
  }

  private static String submission(Conversation talk, Place place) throws IOException {
    talk.hear();
    talk.say("EHLO laptop.example.net");
    talk.say("STARTTLS");
    talk.secure();
    talk.say("EHLO laptop.example.net");
    String secret = "\0" + place.login() + "\0" + place.password();
    String answer =
        talk.send(
            "AUTH PLAIN " + base64(secret) + "\r\n",
            "AUTH PLAIN (" + place.login() + ", password)");
    if (!answer.startsWith("2")) {
      return answer;
    }
    talk.say("MAIL FROM:<ann@example.com>");
    answer = talk.say("RCPT TO:<bob@example.com>");
    return answer.startsWith("2") ? data(talk, "ann@example.com", "bob@example.com") : answer;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package weir.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Base64;
import weir.demo.Conversation;

/// Hands the messages of a drill in, each in a session of its own.
public final class Spammer {
  private final InetSocketAddress submission;
  private final InetSocketAddress relay;
  private final String password;
  private int sent;

  /// @param submission where logins hand in, with STARTTLS
  /// @param relay where web servers do
  /// @param password of every login
  public Spammer(InetSocketAddress submission, InetSocketAddress relay, String password) {
    this.submission = submission;
    this.relay = relay;
    this.password = password;
  }

  /// Hands one in.
  ///
  /// @return the last reply to it
  public String send(Shot shot) throws IOException {
    sent++;
    InetSocketAddress door = shot.login().isPresent() ? submission : relay;
    try (Conversation talk = new Conversation(door, "127.0.0.1")) {
      // The address that it comes from is said as a load balancer says it.
      talk.speak("PROXY TCP4 " + shot.client() + " 203.0.113.25 40001 " + door.getPort());
      talk.hear();
      String reply = talk.say("EHLO client.drill.invalid");
      if (shot.login().isPresent()) {
        talk.say("STARTTLS");
        talk.secure();
        talk.say("EHLO client.drill.invalid");
        reply = talk.say("AUTH PLAIN " + plain(shot.login().get()));
      }
      return reply.startsWith("2") ? envelope(talk, shot) : reply;
    }
  }

  private String plain(String login) {
    return Base64.getEncoder().encodeToString(("\0" + login + "\0" + password).getBytes(UTF_8));
  }

  private String envelope(Conversation talk, Shot shot) throws IOException {
    String reply = talk.say("MAIL FROM:<" + shot.sender() + ">");
    if (reply.startsWith("2")) {
      reply = talk.say("RCPT TO:<somebody" + sent + "@elsewhere.invalid>");
    }
    if (reply.startsWith("2")) {
      reply = talk.say("DATA");
    }
    if (reply.startsWith("3")) {
      reply = talk.send(message(shot), "the message");
    }
    talk.speak("QUIT");
    return reply;
  }

  private String message(Shot shot) {
    String received =
        shot.login().isPresent()
            ? ""
            : "Received: by web1.drill.invalid (Postfix, from userid 2001)\r\n\tid 4DRILL%d; Mon, 30 Nov 2026 10:00:00 +0000\r\n"
                .formatted(sent);
    return received
        + "From: <%s>\r\nSubject: Your parcel %d\r\nMessage-ID: <%d@drill.invalid>\r\n\r\nIt waits.\r\n.\r\n"
            .formatted(shot.sender(), sent, sent);
  }
}

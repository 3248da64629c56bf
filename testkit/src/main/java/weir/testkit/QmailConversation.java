package weir.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One run of qmail-smtpd: its commands, its replies to the letter, and its reading of a message.
final class QmailConversation {

  private static final String GREETING = "mail.example.com";
  private static final int MOST_HOPS = 100;

  private final QmailStandIn qmail;
  private final QmailStandIn.Control control;
  private final InputStream in;
  private final OutputStream out;
  private final List<String> recipients = new ArrayList<>();
  private Optional<String> sender = Optional.empty();

  QmailConversation(QmailStandIn qmail, QmailStandIn.Control control, Socket socket)
      throws IOException {
    this.qmail = qmail;
    this.control = control;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  void run() throws IOException {
    say("220 " + GREETING + " ESMTP");
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      qmail.heard(line.get());
      if (!obey(line.get())) {
        return;
      }
    }
  }

  /// A command ends with LF; a CR before it is taken away.
  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        String text = line.toString(ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
      line.write(octet);
    }
    return Optional.empty();
  }

  /// @return whether the session goes on
  private boolean obey(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toLowerCase(Locale.ROOT);
    String argument = space < 0 ? "" : line.substring(space + 1);
    switch (verb) {
      case "helo" -> hello("250 " + GREETING);
      case "ehlo" -> hello("250-" + GREETING + "\r\n250-PIPELINING\r\n250 8BITMIME");
      case "mail" -> mail(argument);
      case "rcpt" -> say(recipient(argument));
      case "data" -> {
        return data();
      }
      case "rset" -> {
        forget();
        say("250 flushed");
      }
      case "noop" -> say("250 ok");
      case "vrfy" -> say("252 send some mail, i'll try my best");
      case "help" -> say("214 qmail home page: http://pobox.com/~djb/qmail.html");
      case "quit" -> {
        say("221 " + GREETING);
        return false;
      }
      default -> say("502 unimplemented (#5.5.1)");
    }
    return true;
  }

  private void hello(String reply) throws IOException {
    forget();
    say(reply);
  }

  private void mail(String argument) throws IOException {
    Optional<String> address = address(argument);
    if (address.isEmpty()) {
      say("555 syntax error (#5.5.4)");
      return;
    }
    forget();
    sender = address;
    say("250 ok");
  }

  private String recipient(String argument) {
    if (sender.isEmpty()) {
      return "503 MAIL first (#5.5.1)";
    }
    Optional<String> address = address(argument);
    if (address.isEmpty()) {
      return "555 syntax error (#5.5.4)";
    }
    if (isBad(sender.get())) {
      return "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)";
    }
    if (!isOurs(address.get())) {
      return "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";
    }
    recipients.add(address.get());
    return "250 ok";
  }

  /// Decided at MAIL, answered at each RCPT.
  private boolean isBad(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    int at = lower.lastIndexOf('@');
    return control.badMailFrom().contains(lower)
        || at >= 0 && control.badMailFrom().contains(lower.substring(at));
  }

  /// A recipient without a domain is always taken; `.suffix` stands for everything below it.
  private boolean isOurs(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return true;
    }
    String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
    if (control.rcptHosts().contains(domain)) {
      return true;
    }
    for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      if (control.rcptHosts().contains(domain.substring(dot))) {
        return true;
      }
    }
    return false;
  }

  /// What is behind `<`, without a source route, quotes and backslashes, up to `>`; what follows,
  /// parameters included, is not looked at.
  private static Optional<String> address(String argument) {
    int open = argument.indexOf('<');
    int colon = argument.indexOf(':');
    if (open < 0 && colon < 0) {
      return Optional.empty();
    }
    String text = open >= 0 ? argument.substring(open + 1) : argument.substring(colon + 1).strip();
    if (text.startsWith("@")) {
      text = text.substring(text.indexOf(':') + 1);
    }
    StringBuilder plain = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        plain.append(text.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        break;
      } else {
        plain.append(c);
      }
    }
    return plain.length() > 900 ? Optional.empty() : Optional.of(plain.toString());
  }

  private boolean data() throws IOException {
    if (sender.isEmpty()) {
      say("503 MAIL first (#5.5.1)");
      return true;
    }
    if (recipients.isEmpty()) {
      say("503 RCPT first (#5.5.1)");
      return true;
    }
    say("354 go ahead");
    QmailMessage message = QmailMessage.read(in);
    if (!message.whole()) {
      say("451 See http://pobox.com/~djb/docs/smtplf.html.");
      return false;
    }
    say(taken(message));
    forget();
    return true;
  }

  private String taken(QmailMessage message) {
    if (message.hops() >= MOST_HOPS) {
      return "554 too many hops, this message is looping (#5.4.6)";
    }
    if (control.dataBytes() > 0 && message.content().length() > control.dataBytes()) {
      return "552 sorry, that message size exceeds my databytes limit (#5.3.4)";
    }
    int process = qmail.queue(sender.orElseThrow(), recipients, message.content());
    return "250 ok 1164379200 qp " + process;
  }

  private void forget() {
    sender = Optional.empty();
    recipients.clear();
  }

  private void say(String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }
}

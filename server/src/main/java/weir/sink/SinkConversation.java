package weir.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;

/// One connection to a [SinkMta], from the greeting to the end.
final class SinkConversation {

  private final SinkMta sink;
  private final SinkTrace trace;
  private final EnumMap<SinkPoint, Integer> reached = new EnumMap<>(SinkPoint.class);
  private SinkWire wire;
  private Socket socket;

  private String hello = "";
  private boolean tls;
  private Optional<String> login = Optional.empty();
  private final Map<String, String> xclient = new TreeMap<>();
  private final Map<String, String> xforward = new TreeMap<>();
  private byte[] proxyHeader = {};
  private Optional<String> mail = Optional.empty();
  private final List<String> recipients = new ArrayList<>();

  SinkConversation(SinkMta sink, Socket socket, SinkTrace trace) throws IOException {
    this.sink = sink;
    this.socket = socket;
    this.trace = trace;
    this.wire = new SinkWire(socket, trace);
    socket.setTcpNoDelay(true);
  }

  void run() throws IOException, InterruptedException {
    try {
      if (sink.expectsProxyHeader()) {
        proxyHeader = wire.readProxyHeader();
      }
      perform(SinkPoint.CONNECT, "", 0, "220 sink.example ESMTP");
      while (true) {
        String line = wire.readLine();
        trace.command(line);
        obey(line);
      }
    } catch (HungUp e) {
      wire.close();
    }
  }

  private void obey(String line) throws IOException, InterruptedException {
    String verb = verb(line);
    if (isOfTheOtherProtocol(verb)) {
      perform(SinkPoint.OTHER, line, 0, "500 5.5.2 Unknown command");
      return;
    }
    switch (verb) {
      case "EHLO", "LHLO" -> hello(SinkPoint.EHLO, line, ehloReply());
      case "HELO" -> hello(SinkPoint.HELO, line, "250 sink.example");
      case "STARTTLS" -> startTls(line);
      case "AUTH" -> auth(line);
      case "XCLIENT" -> xclient(line);
      case "XFORWARD" -> xforward(line);
      case "MAIL" -> mail(line);
      case "RCPT" -> recipient(line);
      case "DATA" -> data(line);
      case "RSET" -> reset(line);
      case "NOOP" -> perform(SinkPoint.NOOP, line, 0, "250 2.0.0 Ok");
      case "QUIT" -> quit(line);
      default -> perform(SinkPoint.OTHER, line, 0, "500 5.5.2 Unknown command");
    }
  }

  /// RFC 2033 section 4.1.
  private boolean isOfTheOtherProtocol(String verb) {
    return sink.speaksLmtp() ? verb.equals("EHLO") || verb.equals("HELO") : verb.equals("LHLO");
  }

  private static String verb(String line) {
    int space = line.indexOf(' ');
    return (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
  }

  private String ehloReply() {
    List<String> lines = new ArrayList<>(List.of("sink.example"));
    lines.addAll(sink.extensions());
    if (tls) {
      lines.remove("STARTTLS");
    }
    StringBuilder reply = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      reply.append(i == 0 ? "" : "\r\n").append("250");
      reply.append(i == lines.size() - 1 ? ' ' : '-').append(lines.get(i));
    }
    return reply.toString();
  }

  private void hello(SinkPoint point, String line, String reply)
      throws IOException, InterruptedException {
    if (perform(point, line, 0, reply)) {
      hello = line.substring(Math.min(line.length(), 5));
      forgetTransaction();
    }
  }

  private void startTls(String line) throws IOException, InterruptedException {
    Optional<javax.net.ssl.SSLContext> context = sink.tls();
    String usual = context.isPresent() ? "220 2.0.0 Ready" : "502 5.5.1 Not offered";
    if (perform(SinkPoint.STARTTLS, line, 0, usual) && context.isPresent()) {
      wire.flush();
      SSLSocket secure =
          (SSLSocket) context.get().getSocketFactory().createSocket(socket, null, true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      socket = secure;
      wire = new SinkWire(secure, trace);
      tls = true;
      hello = "";
    }
  }

  private void auth(String line) throws IOException, InterruptedException {
    if (perform(SinkPoint.AUTH, line, 0, "235 2.7.0 Welcome")) {
      login = Optional.of(SinkText.plainUser(line));
    }
  }

  private void xclient(String line) throws IOException, InterruptedException {
    if (perform(SinkPoint.XCLIENT, line, 0, "220 sink.example ESMTP")) {
      xclient.putAll(SinkText.attributes(line));
      hello = "";
      forgetTransaction();
    }
  }

  private void xforward(String line) throws IOException, InterruptedException {
    if (perform(SinkPoint.XFORWARD, line, 0, "250 2.0.0 Ok")) {
      xforward.putAll(SinkText.attributes(line));
    }
  }

  private void mail(String line) throws IOException, InterruptedException {
    String usual = mail.isPresent() ? "503 5.5.1 Nested MAIL" : "250 2.1.0 Ok";
    if (hello.isEmpty()) {
      usual = "503 5.5.1 Hello first";
    }
    if (perform(SinkPoint.MAIL, line, 0, usual)) {
      mail = Optional.of(line.substring("MAIL FROM:".length()));
    }
  }

  private void recipient(String line) throws IOException, InterruptedException {
    String usual = mail.isPresent() ? "250 2.1.5 Ok" : "503 5.5.1 Need MAIL";
    if (perform(SinkPoint.RCPT, line, 0, usual)) {
      recipients.add(line.substring("RCPT TO:".length()));
    }
  }

  private void data(String line) throws IOException, InterruptedException {
    String usual =
        recipients.isEmpty() ? "554 5.5.1 No valid recipients" : "354 End with a lone dot";
    if (!perform(SinkPoint.DATA, line, 0, usual)) {
      return;
    }
    wire.flush();
    SinkBody body = new SinkBody(sink.lenientEnds());
    while (!body.ended()) {
      wire.readInto(body);
      SinkAct act = ask(SinkPoint.BODY, line, body.octets());
      if (!(act instanceof SinkAct.Obey)) {
        act(act, "");
      }
    }
    dot(body);
  }

  private void dot(SinkBody body) throws IOException, InterruptedException {
    List<SinkAct> acts = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    for (String answered : sink.speaksLmtp() ? recipients : List.of("")) {
      SinkAct act = ask(SinkPoint.DOT, answered, body.octets());
      acts.add(act);
      if (accepts(act, "250")) {
        taken.addAll(sink.speaksLmtp() ? List.of(answered) : recipients);
      }
    }
    if (!taken.isEmpty()) {
      sink.take(
          new SinkMessage(
              trace.connection(),
              hello,
              tls,
              login,
              Map.copyOf(xclient),
              Map.copyOf(xforward),
              proxyHeader,
              mail.orElse(""),
              List.copyOf(taken),
              body.content(),
              body.wire()));
    }
    forgetTransaction();
    for (SinkAct act : acts) {
      act(act, "250 2.0.0 Ok: queued as " + queueId(sink.messages().size()));
    }
  }

  private static String queueId(int number) {
    return "SINK" + number;
  }

  private void reset(String line) throws IOException, InterruptedException {
    if (perform(SinkPoint.RSET, line, 0, "250 2.0.0 Ok")) {
      forgetTransaction();
    }
  }

  private void quit(String line) throws IOException, InterruptedException {
    perform(SinkPoint.QUIT, line, 0, "221 2.0.0 Bye");
    wire.flush();
    throw new HungUp();
  }

  private void forgetTransaction() {
    mail = Optional.empty();
    recipients.clear();
    xforward.clear();
  }

  /// Does what the script says. True when the peer was told a 2xx or 3xx.
  private boolean perform(SinkPoint point, String line, long octets, String usual)
      throws IOException, InterruptedException {
    SinkAct act = ask(point, line, octets);
    act(act, usual);
    return accepts(act, usual);
  }

  private SinkAct ask(SinkPoint point, String line, long octets) {
    int ordinal = point == SinkPoint.BODY ? 1 : reached.merge(point, 1, Integer::sum);
    return sink.ask(new SinkStep(point, trace.connection(), ordinal, line, octets));
  }

  private static boolean accepts(SinkAct act, String usual) {
    return switch (act) {
      case SinkAct.Obey _, SinkAct.ObeyAndHangUp _, SinkAct.Withhold _ -> positive(usual);
      case SinkAct.Say say -> positive(new String(say.octets(), ISO_8859_1));
      case SinkAct.SayAndHangUp say -> positive(new String(say.octets(), ISO_8859_1));
      case SinkAct.Stall _, SinkAct.Mute _, SinkAct.HangUp _, SinkAct.Reset _, SinkAct.Flood _ ->
          false;
    };
  }

  private static boolean positive(String reply) {
    return reply.startsWith("2") || reply.startsWith("3");
  }

  private void act(SinkAct act, String usual) throws IOException, InterruptedException {
    switch (act) {
      case SinkAct.Obey _ -> wire.say((usual + "\r\n").getBytes(ISO_8859_1), false);
      case SinkAct.Withhold _ -> wire.say((usual + "\r\n").getBytes(ISO_8859_1), true);
      case SinkAct.Say say -> wire.say(say.octets(), false);
      case SinkAct.SayAndHangUp say -> {
        wire.say(say.octets(), false);
        wire.flush();
        throw new HungUp();
      }
      case SinkAct.ObeyAndHangUp _ -> throw new HungUp();
      case SinkAct.Stall _ -> sink.awaitClose();
      case SinkAct.Mute _ -> wire.drain();
      case SinkAct.HangUp _ -> throw new HungUp();
      case SinkAct.Reset _ -> wire.reset();
      case SinkAct.Flood flood -> wire.flood(flood.octets(), flood.times());
    }
  }

  /// Ends the conversation in good order.
  static final class HungUp extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

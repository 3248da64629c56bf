package weir.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Postfix 2.x and 3.x, every daemon of it. Which daemon speaks stands in the program:
/// `postfix/smtpd`, `postfix/submission/smtpd`, or another `syslog_name` in front.
public final class PostfixLog implements LogGrammar {
  private static final LogRead SILENT = new LogRead.Silent();
  private static final LogRead NOT_UNDERSTOOD = new LogRead.NotUnderstood();

  @Override
  public LogRead read(LogLine line) {
    String daemon = line.program().substring(line.program().lastIndexOf('/') + 1);
    String text = line.text();
    if (PostfixChatter.saysNothing(daemon, text)) {
      return SILENT;
    }
    Scan scan = new Scan(text);
    Optional<String> id = PostfixId.before(scan);
    if (id.isEmpty()) {
      return withoutId(daemon, scan);
    }
    return PostfixChatter.saysNothingOfMessage(text.substring(scan.at()))
        ? SILENT
        : ofMessage(daemon, id.get(), scan);
  }

  private static LogRead withoutId(String daemon, Scan scan) {
    if (scan.skip("NOQUEUE: ")) {
      return PostfixAction.read(Optional.empty(), scan);
    }
    if (daemon.equals("smtpd") && scan.skip("warning: ")) {
      return loginFailure(scan);
    }
    return scan.skip("warning: ") ? SILENT : NOT_UNDERSTOOD;
  }

  private static LogRead ofMessage(String daemon, String id, Scan scan) {
    if (scan.isNext("to=")) {
      return PostfixDelivery.read(id, scan).map(LogRead::told).orElse(NOT_UNDERSTOOD);
    }
    return switch (daemon) {
      case "smtpd" ->
          scan.isNext("client=") ? arrival(id, scan) : PostfixAction.read(Optional.of(id), scan);
      case "pickup" -> pickedUp(id, scan);
      case "cleanup" ->
          scan.isNext("message-id=") || scan.isNext("resent-message-id=")
              ? named(id, scan)
              : PostfixAction.read(Optional.of(id), scan);
      case "qmgr", "nqmgr", "oqmgr" -> queued(id, scan);
      case "postsuper" -> byHand(id, scan);
      case "bounce" -> bounced(id, scan);
      default -> NOT_UNDERSTOOD;
    };
  }

  /// `client=PEER, sasl_method=M, sasl_username=U, sasl_sender=S, orig_queue_id=Q,
  /// orig_client=PEER`, all but the first only where there is something to say.
  private static LogRead arrival(String id, Scan scan) {
    scan.skip("client=");
    Optional<PostfixPeer> peer = PostfixPeer.read(scan);
    if (peer.isEmpty()) {
      return NOT_UNDERSTOOD;
    }
    Optional<Entrance.Login> login = Optional.empty();
    if (scan.skip(", sasl_method=")) {
      Optional<String> method = scan.until(", sasl_username=");
      login = method.map(how -> new Entrance.Login(how, userName(scan.rest())));
      if (login.isEmpty()) {
        return NOT_UNDERSTOOD;
      }
    } else if (!scan.atEnd() && !scan.isNext(", orig_")) {
      return NOT_UNDERSTOOD;
    }
    return LogRead.told(
        new LogEvent.Arrival(
            id,
            new Entrance.Client(
                peer.get().address(),
                peer.get().port(),
                peer.get().name(),
                Optional.empty(),
                login)));
  }

  /// Up to whom the client says it sends for (`AUTH=` of MAIL), which may look like anything, and
  /// like the rest of the line; before what a trusted client told of another. Postfix has checked
  /// the login, and no login has such words.
  private static String userName(String rest) {
    int end = rest.indexOf(", sasl_sender=");
    end = end < 0 ? rest.length() : end;
    for (String word : List.of(", orig_client=", ", orig_queue_id=")) {
      int at = rest.lastIndexOf(word, end);
      end = at > 0 ? at : end;
    }
    return rest.substring(0, end);
  }

  /// `uid=N from=<S>`, and `orig_id=Q` for a message that was queued again.
  private static LogRead pickedUp(String id, Scan scan) {
    OptionalLong uid = scan.skip("uid=") ? scan.number() : OptionalLong.empty();
    if (uid.isEmpty() || !scan.skip(" from=<")) {
      return NOT_UNDERSTOOD;
    }
    String rest = scan.rest();
    List<LogEvent> events = new ArrayList<>(3);
    int again = rest.lastIndexOf("> orig_id=");
    if (again >= 0 && PostfixId.isId(rest.substring(again + 10))) {
      events.add(new LogEvent.Offspring(rest.substring(again + 10), id, LogEvent.Kinship.AGAIN));
      rest = rest.substring(0, again + 1);
    }
    if (!rest.endsWith(">")) {
      return NOT_UNDERSTOOD;
    }
    events.add(new LogEvent.Arrival(id, new Entrance.Program(uid, Optional.empty())));
    events.add(
        new LogEvent.Envelope(
            id,
            Optional.of(rest.substring(0, rest.length() - 1)),
            OptionalLong.empty(),
            OptionalInt.empty(),
            List.of()));
    return new LogRead.Told(events);
  }

  private static LogRead named(String id, Scan scan) {
    if (!scan.skip("message-id=")) {
      return SILENT; // resent: of whoever sent it on by hand
    }
    String value = scan.rest();
    boolean bracketed = value.startsWith("<") && value.endsWith(">") && value.length() > 1;
    String messageId = bracketed ? value.substring(1, value.length() - 1) : value;
    return messageId.isEmpty() ? SILENT : LogRead.told(new LogEvent.Named(id, messageId));
  }

  /// `from=<S>, size=N, nrcpt=N (queue active)`; read from its end, since a sender may contain all
  /// of that. And what becomes of a message as a whole.
  private static LogRead queued(String id, Scan scan) {
    String text = scan.rest();
    if (text.equals("removed")) {
      return LogRead.told(new LogEvent.Removal(id));
    }
    if (!text.startsWith("from=<")) {
      return NOT_UNDERSTOOD;
    }
    if (text.endsWith("expired, returned to sender")) {
      return LogRead.told(new LogEvent.Expired(id));
    }
    int count = text.lastIndexOf(">, size=");
    if (count < 0) {
      return NOT_UNDERSTOOD;
    }
    Scan numbers = new Scan(text.substring(count + 8));
    OptionalLong size = numbers.number();
    OptionalLong recipients = numbers.skip(", nrcpt=") ? numbers.number() : OptionalLong.empty();
    if (size.isEmpty() || recipients.isEmpty() || recipients.getAsLong() > Integer.MAX_VALUE) {
      return NOT_UNDERSTOOD;
    }
    return LogRead.told(
        new LogEvent.Envelope(
            id,
            Optional.of(text.substring(6, count)),
            size,
            OptionalInt.of((int) recipients.getAsLong()),
            List.of()));
  }

  private static LogRead byHand(String id, Scan scan) {
    return switch (scan.rest()) {
      case "removed" -> LogRead.told(new LogEvent.Removal(id));
      case "placed on hold" -> LogRead.told(new LogEvent.Held(id));
      case "released from hold" -> LogRead.told(new LogEvent.Released(id));
      case "requeued" -> SILENT; // pickup says which message it is then
      default -> NOT_UNDERSTOOD;
    };
  }

  /// `sender non-delivery notification: ID`.
  private static LogRead bounced(String id, Scan scan) {
    Optional<String> what = scan.until(" notification: ");
    String child = scan.rest();
    return what.isPresent() && PostfixId.isId(child)
        ? LogRead.told(new LogEvent.Offspring(id, child, LogEvent.Kinship.BOUNCE))
        : NOT_UNDERSTOOD;
  }

  /// `PEER: SASL METHOD authentication failed: REASON, sasl_username=U`, the last since 3.5 or so.
  private static LogRead loginFailure(Scan scan) {
    Optional<PostfixPeer> peer = PostfixPeer.read(scan);
    if (peer.isEmpty() || !scan.skip(": SASL ")) {
      return SILENT;
    }
    scan.token();
    if (!scan.skip(" authentication failed: ") && !scan.skip(" authentication aborted")) {
      return SILENT;
    }
    String reason = scan.rest();
    int name = reason.indexOf("sasl_username=");
    Optional<String> login = name < 0 ? Optional.empty() : Optional.of(reason.substring(name + 14));
    return LogRead.told(
        new LogEvent.LoginAttempt("smtpd", login, peer.get().address(), false, Optional.empty()));
  }
}

package weir.maillog;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Exim 4, main log, whether in its own files or through syslog.
public final class EximLog implements LogGrammar {
  private static final LogRead SILENT = new LogRead.Silent();
  private static final LogRead NOT_UNDERSTOOD = new LogRead.NotUnderstood();

  /// Lines about no message that begin so.
  private static final List<String> CHATTER =
      List.of(
          "Start queue run",
          "End queue run",
          "Start '",
          "End '",
          "exim ",
          "SMTP connection ",
          "SMTP protocol ",
          "SMTP call ",
          "SMTP command ",
          "SMTP syntax ",
          "SMTP data ",
          "SMTP timeout",
          "SMTP closing ",
          "SMTP session ",
          "TLS ",
          "no host name found ",
          "no IP address found ",
          "unexpected disconnection ",
          "Connection ",
          "connection ",
          "refused connection ",
          "dropped: ",
          "daemon ",
          "pid ",
          "SIGHUP ",
          "Warning: ",
          "DNS ",
          "DKIM",
          "DMARC",
          "ident ",
          "unknown named queue",
          "Exim ",
          "no connection from ",
          "failed to ",
          "cannot ",
          "spool ",
          "Exim configuration ",
          "malware ",
          "cancelled ",
          "socket ",
          "host name alias ",
          "log ",
          "incomplete transaction ",
          "PROXY ",
          "connect ",
          "Start ODMR",
          "End ODMR",
          "rejected EHLO",
          "rejected HELO",
          "unqualified ",
          "syntactically ",
          "ignoring AUTH=",
          "configured error code ",
          "using queue ",
          "no MAIL in ",
          "too many ",
          "Accept ");

  /// Lines about a message that say nothing of its way.
  private static final List<String> OF_MESSAGES =
      List.of(
          "H=",
          "U=",
          "no immediate delivery: ",
          "Message is frozen",
          "Spool file ",
          "DKIM",
          "SMTP ",
          "TLS ",
          "SA: ",
          "Authentication-Results: ",
          "Warning: ",
          "DMARC",
          "SPF",
          "Spam",
          "spam ",
          "malware",
          "queue_",
          "retry time ",
          "remote host ",
          "Retry timeout",
          "rcpt ",
          "failed to ",
          "lowest numbered MX",
          "all hosts for ",
          "locked by ",
          "moved from queue ",
          "original recipient",
          "DANE",
          "R=",
          "delivery ",
          "Delivery ",
          "PRX=",
          "signer: ",
          "Error ",
          "removed by ",
          "cancelled by ",
          "skipped: ",
          "quarantined ",
          "error ignored",
          "sender ",
          "qualify/rewrite: ",
          "moved from ",
          "temporarily ",
          "rejected ",
          "discarded ",
          "dropped ",
          "event ",
          "cutthrough ");

  @Override
  public LogRead read(LogLine line) {
    Scan scan = new Scan(line.text());
    OptionalLong pid = ownFraming(scan, line);
    Optional<String> id = EximId.before(scan);
    return id.isPresent() ? ofMessage(id.get(), scan) : withoutId(scan, pid);
  }

  /// What Exim puts before a text itself: its own time through syslog, too, unless it is told not
  /// to, and the process in brackets (`+pid`). Goes behind them.
  private static OptionalLong ownFraming(Scan scan, LogLine line) {
    if (LogTimes.read(scan, ZoneOffset.UTC, line.time()).isPresent()) {
      scan.skip(" ");
    }
    int start = scan.at();
    OptionalLong own = scan.skip("[") ? scan.number() : OptionalLong.empty();
    if (own.isPresent() && scan.skip("] ")) {
      return own;
    }
    scan.back(start);
    return line.pid();
  }

  private static LogRead ofMessage(String id, Scan scan) {
    if (scan.skip("<= ")) {
      return EximArrival.read(id, scan).orElse(NOT_UNDERSTOOD);
    }
    Optional<LogEvent> delivery = EximDelivery.read(id, scan);
    if (delivery.isPresent()) {
      return LogRead.told(delivery.get());
    }
    String text = scan.rest();
    if (text.equals("Completed") || text.startsWith("Completed ")) {
      return LogRead.told(new LogEvent.Removal(id));
    }
    if (text.startsWith("Frozen")
        || text.startsWith("frozen by ")
        || text.startsWith("*** Frozen")) {
      return LogRead.told(new LogEvent.Held(id));
    }
    if (text.startsWith("unfrozen by ") || text.startsWith("Unfrozen by ")) {
      return LogRead.told(new LogEvent.Released(id));
    }
    if (text.startsWith("H=") && text.contains(" rejected ")) {
      return refusal(Optional.of(id), text);
    }
    return new Scan(text).skipAny(OF_MESSAGES) ? SILENT : NOT_UNDERSTOOD;
  }

  private static LogRead withoutId(Scan scan, OptionalLong pid) {
    int start = scan.at();
    if (scan.skip("cwd=")) {
      return invocation(scan, pid);
    }
    if (scan.isNext("H=") || scan.isNext("U=")) {
      String text = scan.rest();
      return text.contains("rejected ") ? refusal(Optional.empty(), text) : SILENT;
    }
    scan.token();
    if (scan.skip(" authenticator failed for ")) {
      return loginFailure(scan);
    }
    scan.back(start);
    return scan.skipAny(CHATTER) ? SILENT : NOT_UNDERSTOOD;
  }

  /// `cwd=DIRECTORY N args: ARGUMENTS` (`+arguments`), before the message has an id.
  private static LogRead invocation(Scan scan, OptionalLong pid) {
    String text = scan.rest();
    int args = text.indexOf(" args: ");
    int count = args < 0 ? -1 : text.lastIndexOf(' ', args - 1);
    if (count <= 0) {
      return NOT_UNDERSTOOD;
    }
    return LogRead.told(
        new LogEvent.Invocation(pid, text.substring(0, count), text.substring(args + 7)));
  }

  /// `HOST: 535 Incorrect authentication data (set_id=LOGIN)`.
  private static LogRead loginFailure(Scan scan) {
    EximHost host = EximHost.read(scan, ": ");
    String text = scan.rest();
    int login = text.indexOf("(set_id=");
    int end = text.lastIndexOf(')');
    return LogRead.told(
        new LogEvent.LoginAttempt(
            "smtp",
            host.isHidden() || login < 0 || end < login
                ? Optional.empty()
                : Optional.of(text.substring(login + 8, end)),
            host.address(),
            false,
            Optional.empty()));
  }

  /// `H=HOST ... F=<S> rejected RCPT <R>: TEXT`.
  private static LogRead refusal(Optional<String> id, String text) {
    Scan scan = new Scan(text);
    Optional<EximHost> host =
        scan.skip("H=") ? Optional.of(EximHost.read(scan, "rejected ")) : Optional.empty();
    if (host.filter(EximHost::isHidden).isPresent()) {
      // The HELO can have all of the rest in it.
      return scan.until("rejected ").isEmpty()
          ? SILENT
          : LogRead.told(refused(id, "", host, Optional.empty(), Optional.empty(), scan));
    }
    Optional<String> sender = Optional.empty();
    while (!scan.skip("rejected ")) {
      if (scan.atEnd()) {
        return SILENT;
      }
      if (scan.skip("F=<")) {
        sender = EximAddress.bracketed(scan);
      } else if (scan.skip("DN=\"")) {
        scan.until("\"");
      } else {
        scan.token();
      }
      scan.skip(" ");
    }
    String stage = scan.token();
    Optional<String> recipient = Optional.empty();
    if (stage.equals("RCPT") && scan.skip(" ")) {
      recipient = scan.skip("<") ? EximAddress.bracketed(scan) : EximAddress.read(scan);
    }
    scan.skip(":");
    return LogRead.told(
        refused(id, stage, host, sender, recipient.map(EximLog::withoutColon), scan));
  }

  private static LogEvent refused(
      Optional<String> id,
      String stage,
      Optional<EximHost> host,
      Optional<String> sender,
      Optional<String> recipient,
      Scan scan) {
    return new LogEvent.Refusal(
        id, stage, host.flatMap(EximHost::address), sender, recipient, scan.rest().strip());
  }

  private static String withoutColon(String address) {
    return address.endsWith(":") ? address.substring(0, address.length() - 1) : address;
  }
}

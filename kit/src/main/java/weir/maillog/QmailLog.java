package weir.maillog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.net.IpAddress;

/// qmail-send of qmail and its descendants, through multilog or splogger.
///
/// The number of a message is the inode of its file and is used again at once, and the end of a
/// delivery is told by the delivery's number only: whoever joins lines keeps both.
public final class QmailLog implements LogGrammar {
  private static final LogRead SILENT = new LogRead.Silent();
  private static final LogRead NOT_UNDERSTOOD = new LogRead.NotUnderstood();

  /// More characters than this are no address.
  private static final int LONGEST_ADDRESS = 45;

  private static final List<String> CHATTER =
      List.of(
          "status: ",
          "new msg ",
          "triple bounce: ",
          "warning: ",
          "alert: ",
          "running",
          "exiting",
          "cannot start: ",
          "number of ",
          "local ",
          "remote ",
          "double bounce: ");

  @Override
  public LogRead read(LogLine line) {
    Scan scan = new Scan(line.text());
    skipTime(scan);
    if (scan.skip("info msg ")) {
      return info(scan);
    }
    if (scan.skip("starting delivery ")) {
      return attempt(scan);
    }
    if (scan.skip("delivery ")) {
      return end(scan);
    }
    if (scan.skip("end msg ")) {
      OptionalLong number = scan.number();
      return number.isPresent() && scan.atEnd()
          ? LogRead.told(new LogEvent.Removal(id(number)))
          : NOT_UNDERSTOOD;
    }
    if (scan.skip("bounce msg ")) {
      return bounce(scan);
    }
    return scan.skipAny(CHATTER) ? SILENT : NOT_UNDERSTOOD;
  }

  /// splogger puts `SECONDS.MICROSECONDS ` before the text.
  private static void skipTime(Scan scan) {
    int start = scan.at();
    if (scan.number().isEmpty() || !scan.skip(".") || scan.number().isEmpty() || !scan.skip(" ")) {
      scan.back(start);
    }
  }

  private static String id(OptionalLong number) {
    return Long.toString(number.orElseThrow());
  }

  /// `info msg N: bytes B from <S> qp P uid U`; read from its end, since a sender may contain all
  /// of that.
  private static LogRead info(Scan scan) {
    OptionalLong number = scan.number();
    OptionalLong octets = scan.skip(": bytes ") ? scan.number() : OptionalLong.empty();
    if (number.isEmpty() || octets.isEmpty() || !scan.skip(" from <")) {
      return NOT_UNDERSTOOD;
    }
    String rest = scan.rest();
    int end = rest.lastIndexOf("> qp ");
    Scan tail = new Scan(end < 0 ? "" : rest.substring(end + 5));
    OptionalLong process = tail.number();
    OptionalLong uid = tail.skip(" uid ") ? tail.number() : OptionalLong.empty();
    if (process.isEmpty() || uid.isEmpty() || !tail.atEnd()) {
      return NOT_UNDERSTOOD;
    }
    String id = id(number);
    return LogRead.told(
        new LogEvent.Arrival(id, new Entrance.Program(uid, Optional.empty())),
        new LogEvent.Alias(id, id(process)),
        new LogEvent.Envelope(
            id,
            Optional.of(sender(rest.substring(0, end))),
            octets,
            OptionalInt.empty(),
            List.of()));
  }

  /// `#@[]` is the sender of a bounce of a bounce: as null as the empty one.
  private static String sender(String text) {
    return text.equals("#@[]") ? "" : text;
  }

  /// `starting delivery D: msg N to remote R`.
  private static LogRead attempt(Scan scan) {
    OptionalLong delivery = scan.number();
    OptionalLong number = scan.skip(": msg ") ? scan.number() : OptionalLong.empty();
    if (delivery.isEmpty() || number.isEmpty()) {
      return NOT_UNDERSTOOD;
    }
    boolean isRemote = scan.skip(" to remote ");
    if (!isRemote && !scan.skip(" to local ")) {
      return NOT_UNDERSTOOD;
    }
    return LogRead.told(
        new LogEvent.Attempt(id(number), delivery.getAsLong(), isRemote, scan.rest()));
  }

  /// `delivery D: success: TEXT`, in which spaces are underscores.
  private static LogRead end(Scan scan) {
    OptionalLong delivery = scan.number();
    Optional<String> word = scan.skip(": ") ? scan.until(": ") : Optional.empty();
    Optional<LogEvent.Result> result =
        word.flatMap(text ->
            switch (text) {
              case "success" -> Optional.of(LogEvent.Result.DELIVERED);
              case "failure" -> Optional.of(LogEvent.Result.FAILED);
              case "deferral" -> Optional.of(LogEvent.Result.DEFERRED);
              default -> Optional.<LogEvent.Result>empty();
            });
    if (delivery.isEmpty() || result.isEmpty()) {
      return NOT_UNDERSTOOD;
    }
    String text = scan.rest();
    Optional<IpAddress> relay = relay(text);
    return LogRead.told(
        new LogEvent.AttemptEnd(
            delivery.getAsLong(),
            result.get(),
            text,
            relay,
            relay.flatMap(_ -> NextId.in(text.replace('_', ' ')))));
  }

  /// `198.51.100.5_accepted_message./Remote_host_said:_250_ok/`, as qmail-remote begins what it
  /// says.
  private static Optional<IpAddress> relay(String text) {
    int end = text.indexOf('_');
    return end < 0 || end > LONGEST_ADDRESS
        ? Optional.empty()
        : IpAddress.parse(text.substring(0, end));
  }

  /// `bounce msg N qp P`.
  private static LogRead bounce(Scan scan) {
    OptionalLong number = scan.number();
    OptionalLong process = scan.skip(" qp ") ? scan.number() : OptionalLong.empty();
    return number.isPresent() && process.isPresent() && scan.atEnd()
        ? LogRead.told(new LogEvent.Offspring(id(number), id(process), LogEvent.Kinship.BOUNCE))
        : NOT_UNDERSTOOD;
  }
}

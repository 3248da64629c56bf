package weir.maillog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What PHP writes of each call of `mail()` (`mail.log`): `mail() on [FILE:LINE]: To: … -- Headers:
/// … -- Subject: …`, into a file of its own or into syslog.
///
/// The file is the one that PHP runs at that place, with its whole path. All behind it is the
/// script's own text and may look like the rest of the line, so a part of it is told only where the
/// line can be read in one way. Long header fields can leave the line without its end.
public final class PhpMailLog implements LogGrammar {
  /// What it calls itself in the system's log unless `syslog.ident` is set.
  public static final String PROGRAM = "php";

  private static final String BEGIN = "mail() on [";
  private static final String TO = "]: To: ";
  private static final String HEADERS = " -- Headers: ";
  private static final String SUBJECT = " -- Subject: ";

  /// Code that PHP was handed as a text runs under the name of the file that did so.
  private static final String EVALUATED = ") : eval()'d code";

  private static final String MESSAGE_ID = "message-id:";
  private static final LogRead SILENT = new LogRead.Silent();
  private static final LogRead NOT_UNDERSTOOD = new LogRead.NotUnderstood();

  @Override
  public LogRead read(LogLine line) {
    String text = line.text();
    if (!text.startsWith(BEGIN)) {
      return SILENT;
    }
    for (int to = text.indexOf(TO); to >= 0; to = text.indexOf(TO, to + 1)) {
      Optional<Place> place = Place.read(text.substring(BEGIN.length(), to));
      if (place.isPresent()) {
        return told(place.get(), text.substring(to + TO.length()));
      }
    }
    return NOT_UNDERSTOOD;
  }

  private record Place(String file, int line) {

    /// `FILE:LINE`, or `FILE(LINE) : eval()'d code:LINE` as often as it was handed on.
    static Optional<Place> read(String text) {
      int evaluated = text.indexOf(EVALUATED);
      int split = evaluated < 0 ? text.lastIndexOf(':') : text.lastIndexOf('(', evaluated);
      int end = evaluated < 0 ? text.length() : evaluated;
      if (split <= 0) {
        return Optional.empty();
      }
      Scan number = new Scan(text.substring(split + 1, end));
      long line = number.number().orElse(-1);
      return line < 0 || line > Integer.MAX_VALUE || !number.atEnd()
          ? Optional.empty()
          : Optional.of(new Place(text.substring(0, split), (int) line));
    }
  }

  private static LogRead told(Place place, String rest) {
    boolean isOne = isOnce(rest, HEADERS) && isOnce(rest, SUBJECT);
    int headers = rest.indexOf(HEADERS);
    int subject = rest.indexOf(SUBJECT);
    String to = headers < 0 ? rest : rest.substring(0, headers);
    boolean isWhole = isOne && headers < subject;
    return LogRead.told(
        new LogEvent.ScriptMail(
            place.file(),
            place.line(),
            addresses(to),
            isWhole ? messageId(rest.substring(headers, subject)) : Optional.empty(),
            isWhole ? Optional.of(rest.substring(subject + SUBJECT.length())) : Optional.empty()));
  }

  private static boolean isOnce(String text, String word) {
    int at = text.indexOf(word);
    return at >= 0 && text.indexOf(word, at + 1) < 0;
  }

  /// `a@x, Name <b@y>`, as scripts write it; what has no `@` is no address.
  private static List<String> addresses(String to) {
    List<String> all = new ArrayList<>();
    for (String each : to.split(",", -1)) {
      int open = each.lastIndexOf('<');
      int close = each.lastIndexOf('>');
      String address = (open >= 0 && open < close ? each.substring(open + 1, close) : each).strip();
      if (address.indexOf('@') > 0 && address.indexOf(' ') < 0) {
        all.add(address);
      }
    }
    return all;
  }

  private static Optional<String> messageId(String headers) {
    int name = messageIdFrom(headers, 0);
    if (name < 0 || messageIdFrom(headers, name + 1) >= 0) {
      return Optional.empty();
    }
    Scan scan = new Scan(headers);
    scan.back(name + MESSAGE_ID.length());
    while (scan.skip(" ")) {
      // Blanks before the id are no part of it.
    }
    return scan.skip("<") ? scan.tokenUntil(">") : Optional.empty();
  }

  /// A text in lower case may have another length.
  private static int messageIdFrom(String headers, int start) {
    for (int at = start; at + MESSAGE_ID.length() <= headers.length(); at++) {
      if (headers.regionMatches(true, at, MESSAGE_ID, 0, MESSAGE_ID.length())) {
        return at;
      }
    }
    return -1;
  }
}

package weir.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.incident.Cause;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incidents.IncidentAct;
import weir.observation.Origin;
import weir.passages.Laid;
import weir.response.Lease;

/// An incident in words and tables that need no program of ours.
final class CaseText {
  private CaseText() {}

  static String incident(Bundle.Case of, List<Laid> sent, SeenTexts texts) {
    Incident incident = of.incident();
    Incident.Sent before = incident.before();
    return """
    incident:   %s
    account:    %s
    sender:     %s
    state:      %s%s
    began:      %s
    last sign:  %s
    ticket:     %s

    Before it was seen:          %d messages to %d recipients in an hour, %d to %d in a day
    Until a response took effect: %s
    """
            .formatted(
                incident.id(),
                SentTable.cell(incident.account().orElse("nobody's")),
                SentTable.cell(incident.about().toString()),
                incident.state().name().toLowerCase(Locale.ROOT),
                incident.cause().map(Cause::words).map(": "::concat).orElse(""),
                Bundle.time(incident.began()),
                Bundle.time(incident.last()),
                SentTable.cell(incident.ticket().orElse("-")),
                before.messagesOfHour(),
                before.recipientsOfHour(),
                before.messagesOfDay(),
                before.recipientsOfDay(),
                of.acted().map(at -> leaked(sent, incident.began(), at)).orElse("none did"))
        + texts.lines().stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String leaked(List<Laid> sent, Instant began, Instant acted) {
    Leaked leaked = Leaked.between(sent, began, acted);
    return "%d more messages to %d recipients, at %s"
        .formatted(leaked.messages(), leaked.recipients(), Bundle.time(acted));
  }

  static String signs(List<Sign> signs) {
    StringBuilder table = new StringBuilder("at\trule\tof\twhat\n");
    signs.forEach(
        it -> row(table, Bundle.time(it.at()), it.rule(), it.key().toString(), it.reason()));
    return table.toString();
  }

  static String acts(List<IncidentAct> acts) {
    StringBuilder table = new StringBuilder("at\twhat\tby\tnote\n");
    acts.forEach(it -> row(table, Bundle.time(it.at()), it.what().word(), it.by(), it.note()));
    return table.toString();
  }

  static String leases(List<Lease> leases) {
    StringBuilder table =
        new StringBuilder("lease\ttarget\tresponse\tby\tsince\tuntil\tphase\treason\n");
    leases.forEach(it ->
        row(
            table,
            it.id(),
            it.target().text(),
            it.response().toString(),
            it.by(),
            Bundle.time(it.since()),
            Bundle.time(it.until()),
            it.phase().words(),
            it.reason()));
    return table.toString();
  }

  static String pieces(List<Piece> pieces) {
    StringBuilder table = new StringBuilder("name\ttaken\tby\tkept\twhole\tsha256\n");
    pieces.forEach(it ->
        row(
            table,
            it.name(),
            Bundle.time(it.at()),
            it.by(),
            Integer.toString(it.octets().length),
            Long.toString(it.size()),
            it.sha256()));
    return table.toString();
  }

  private static void row(StringBuilder table, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      table.append(i == 0 ? "" : "\t").append(SentTable.cell(cells[i]));
    }
    table.append('\n');
  }

  /// Whether a message is the account's own doing.
  static boolean isAuthored(Laid laid) {
    return laid.passage().origin() == Origin.AUTHORED;
  }
}

package weir.imports;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.former.DottedPrefix;
import weir.former.OldFile;
import weir.former.OldLine;
import weir.former.Patched;
import weir.former.QmailControl;
import weir.former.QmailSite;
import weir.mail.Domain;

/// qmail's control files become `weir.toml`, a table of domains and lists; qmail goes on behind
/// Weir.
public final class QmailImport {
  static final String HOP = "qmail";

  private static final int RFC_RECIPIENTS = 100;
  private static final long RFC_COMMAND_SECONDS = 300;
  static final long MOST_DELAY = 60;
  static final String DELAY_BOUND =
      "no reply waits for longer than a minute, for clients give up on the 354 to DATA after two (RFC 5321 section 4.5.3.2.3)";

  private final QmailControl control;
  private final Patched patched;
  private final Draft draft;

  private QmailImport(QmailControl control, Patched patched, Draft draft) {
    this.control = control;
    this.patched = patched;
    this.draft = draft;
  }

  /// A whole configuration from all that was found of a site.
  public static Draft of(QmailSite site) {
    Draft draft = new Draft();
    site.rules().ifPresent(new TcprulesImport(draft)::add);
    site.run().ifPresent(new RunImport(draft)::add);
    into(draft, site.control(), site.patched());
    return draft.finished();
  }

  /// Adds what the control files say.
  static void into(Draft draft, QmailControl control, Patched patched) {
    QmailImport qmail = new QmailImport(control, patched, draft);
    control.files().values().forEach(draft::read);
    qmail.domains();
    control.files().values().forEach(qmail::file);
    Frame.around(draft, HOP, "none");
    qmail.binary();
    qmail.patches();
    draft.yours(
        "mailboxes",
        "a qmail without a patch says 250 to every name of its domains and bounces later, so asking it (`recipients=call-forward`) refuses nobody",
        "Name them in `domains`, with `recipients=map` at the domain and a line an address");
  }

  private void file(OldFile file) {
    switch (file.name()) {
      case "rcpthosts", "morercpthosts" -> {} // domains() has them
      case "me" -> one(file).ifPresent(this::hostName);
      case "smtpgreeting" ->
          draft.leftOut("smtpgreeting", "Weir greets with its `host-name`", "", file.said());
      case "databytes" -> number(file).ifPresent(bytes -> messageSize(file, bytes));
      case "timeoutsmtpd" -> number(file).ifPresent(seconds -> timeout(file, seconds));
      case "concurrencyincoming" -> number(file).ifPresent(most -> connections(file, most));
      case "maxrecipients" -> number(file).ifPresent(most -> recipients(file, most));
      case "percenthack" ->
          draft.trap(
              "percenthack",
              "together with rcpthosts it relays `user%anywhere@yours` for everybody; Weir refuses such a recipient whatever qmail would do",
              "Remove the file from qmail, too",
              file.said());
      case "relayclients" -> QmailControl.list(file).forEach(this::relayClient);
      case "relaydomains" -> new NameRules(draft).relay(QmailControl.list(file));
      case "relaymailfrom" ->
          draft.trap(
              "relaymailfrom",
              "whoever claims to be such a sender may send anywhere",
              "Let these senders log in on a submission listener, or name their networks in `routing.relay-from`",
              file.said());
      case "dnsbllist" -> new RblsmtpdImport(draft).list(file);
      case "tarpitcount" -> number(file).ifPresent(count -> tarpit(file, count));
      case "tarpitdelay" -> number(file).ifPresent(seconds -> delay(file, seconds));
      case "spamt" -> new SpamtImport(draft).add(file);
      case "mfcheck" -> number(file).ifPresent(level -> senderDomain(file, level));
      default -> other(file);
    }
  }

  private void other(OldFile file) {
    Optional<String> stays = QmailFiles.stays(file.name());
    if (QmailFiles.isSecret(file.name())) {
      draft.leftOut(
          file.name(),
          "keys are not copied",
          "Set `tls.certificate` and `tls.key` to a file that only Weir's user may read",
          file.lines());
    } else if (stays.isPresent()) {
      draft.stays(stays.get(), file.said());
    } else if (!new QmailLists(draft, patched).takes(file)) {
      QmailFiles.Left left = QmailFiles.left(file.name());
      draft.leftOut(file.name(), left.why(), left.instead(), file.said());
    }
  }

  private void patches() {
    if (patched != Patched.PLAIN) {
      draft.yours(
          "patches",
          "these files are read as those of a qmail with "
              + patched.word()
              + ", in which badmailfrom and its like mean something else than in a bare one",
          "If that is wrong: --patched");
    }
  }

  private void binary() {
    for (String name : control.binary()) {
      String text = name.substring(0, name.length() - ".cdb".length());
      if (!control.has(text)) {
        draft.leftOut(name, "it is compiled", "Import the text it was made from", List.of());
      }
    }
  }

  private void hostName(OldLine me) {
    if (Domain.parse(me.text().strip()).filter(name -> !name.isLiteral()).isPresent()) {
      draft.set(Tables.ROOT, "host-name", Toml.text(me.text().strip()), me);
    } else {
      draft.leftOut("me", "\"" + me.text() + "\" is no domain", "", List.of(me));
    }
  }

  private void messageSize(OldFile file, long bytes) {
    OldLine line = line(file);
    if (bytes == 0) {
      draft.changed(
          "databytes 0",
          "qmail took messages of any size",
          "Weir takes `limits.message-size`, 50 MB as shipped",
          List.of(line));
    } else {
      draft.set(Tables.LIMITS, "message-size", Toml.bytes(bytes), line);
    }
  }

  private void timeout(OldFile file, long seconds) {
    OldLine line = line(file);
    if (seconds < RFC_COMMAND_SECONDS) {
      draft.changed(
          "timeoutsmtpd " + seconds,
          "RFC 5321 section 4.5.3.2.7 gives clients 5 minutes",
          "`limits.command-time` stays at 5m",
          List.of(line));
    } else {
      draft.set(Tables.LIMITS, "command-time", Toml.seconds(seconds), line);
      draft.set(Tables.WIRE, "read", Toml.seconds(seconds), line);
    }
  }

  private void connections(OldFile file, long most) {
    OldLine line = line(file);
    draft.set(Tables.hop(HOP), "connections", String.valueOf(Math.clamp(most, 1, 2000)), line);
    draft.changed(
        "concurrencyincoming " + most,
        "at that number qmail let clients wait without a word; a waiting client costs Weir next to nothing, so the number bounds what goes on to qmail, and clients are bounded by `limits.connections` and `checks.connections`",
        "",
        List.of(line));
  }

  private void recipients(OldFile file, long most) {
    OldLine line = line(file);
    if (most == 0) {
      draft.changed(
          "maxrecipients 0",
          "it means no limit",
          "Weir's are `checks.recipients.most` and `limits.recipients`",
          List.of(line));
    } else if (most < RFC_RECIPIENTS) {
      draft.set(Tables.RECIPIENTS, "most", String.valueOf(RFC_RECIPIENTS), line);
      draft.changed(
          "maxrecipients " + most, "RFC 5321 section 4.5.3.1.8 asks for 100", "", List.of(line));
    } else {
      draft.set(Tables.RECIPIENTS, "most", String.valueOf(Math.min(most, Integer.MAX_VALUE)), line);
    }
  }

  private void relayClient(OldLine line) {
    DottedPrefix.of(line.text().strip())
        .ifPresentOrElse(
            network ->
                draft.item(Tables.ROUTING, "relay-from", Toml.text(network.toString()), line),
            () ->
                draft.leftOut(
                    "relayclients", "that is no IPv4 address or prefix", "", List.of(line)));
  }

  private void tarpit(OldFile file, long count) {
    OldLine line = line(file);
    if (count == 0) {
      draft.set(Tables.TARPIT, "enabled", "false", line);
      return;
    }
    draft.set(Tables.TARPIT, "counting", Toml.text("compatibility"), line);
    draft.set(
        Tables.TARPIT,
        "after-recipients",
        String.valueOf(Math.min(count, Integer.MAX_VALUE)),
        line);
    draft.changed(
        "tarpitcount " + count,
        "it counts as before, accepted recipients of one transaction; who logged in and your own hosts are not slowed down, and strangers also wait after `after-refused` and `after-errors`",
        "With `counting = \"native\"` a new transaction or connection does not begin anew",
        List.of(line));
  }

  private void delay(OldFile file, long seconds) {
    OldLine line = line(file);
    if (seconds == 0) {
      draft.set(Tables.TARPIT, "enabled", "false", line);
      return;
    }
    long taken = Math.min(seconds, MOST_DELAY);
    draft.set(Tables.TARPIT, "delay", Toml.seconds(taken), line);
    draft.set(Tables.TARPIT, "tarpitted", "{delay = " + Toml.seconds(taken) + "}", line);
    draft.longestDelay(Duration.ofSeconds(taken), line);
    if (seconds > MOST_DELAY) {
      draft.changed("tarpitdelay " + seconds, DELAY_BOUND, "", List.of(line));
    }
  }

  private void senderDomain(OldFile file, long level) {
    OldLine line = line(file);
    draft.set(Tables.SENDER_DOMAIN, "enabled", level == 0 ? "false" : Toml.TRUE, line);
    if (level != 0) {
      draft.set(Tables.SENDER_DOMAIN, "grace", Toml.text("0s"), line);
      draft.set(Tables.SENDER_DOMAIN, "sender-domain-missing", Toml.REJECT, line);
      draft.set(Tables.SENDER_DOMAIN, "unknown", Toml.text("defer"), line);
      draft.changed(
          "mfcheck",
          "a sender whose domain does not exist is refused at RCPT, not at MAIL, so that postmaster can be reached; AAAA records count as A records do",
          "With `grace = \"1h\"` a domain that has just vanished is only put off",
          List.of(line));
    }
  }

  private void domains() {
    Optional<List<OldLine>> hosts = control.list("rcpthosts");
    new DomainTable(draft, control).write(hosts, control.list("morercpthosts").orElse(List.of()));
  }

  /// The first line; qmail reads no other of such a file.
  private Optional<OldLine> one(OldFile file) {
    List<OldLine> more = file.said().stream().filter(line -> line.number() > 1).toList();
    if (!more.isEmpty()) {
      draft.leftOut("further lines of " + file.name(), "qmail reads only the first one", "", more);
    }
    return file.first().filter(line -> !line.stripped().isEmpty());
  }

  private OptionalLong number(OldFile file) {
    Optional<OldLine> line = one(file);
    OptionalLong number = control.number(file.name());
    if (line.isPresent() && number.isEmpty()) {
      draft.leftOut(
          file.name(),
          "it is no number, and qmail takes its default without a word",
          "",
          List.of(line.get()));
    }
    return number;
  }

  private static OldLine line(OldFile file) {
    return file.lines().getFirst();
  }
}

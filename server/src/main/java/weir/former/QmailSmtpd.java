package weir.former;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import weir.dns.DnsRecord;
import weir.dns.RecordType;

/// qmail-smtpd, bare or patched: what it says to a recipient.
///
/// Everything it has against greeting and sender it says there, too, with one exception: a sender
/// whose domain does not exist (mfcheck) is refused at MAIL.
public final class QmailSmtpd {
  private final QmailControl control;
  private final Patched patched;
  private final Rcpthosts rcpthosts;
  private final Denials helos;
  private final Denials senders;
  private final Denials recipients;
  private final Finder spared;
  private final Finder relaySenders;

  public QmailSmtpd(QmailControl control, Patched patched) {
    this.control = control;
    this.patched = patched;
    this.rcpthosts = new Rcpthosts(control.list("rcpthosts"), control.list("morercpthosts"));
    this.helos = Denials.ofHelo(control, patched);
    this.senders = Denials.ofSender(control, patched);
    this.recipients = Denials.ofRecipient(control, patched);
    this.spared =
        new BadAddresses(control.list("nodnscheck").orElse(List.of()))
            .then(Denials.exempt(control, patched));
    this.relaySenders = new BadAddresses(control.list("relaymailfrom").orElse(List.of()));
  }

  OldDecision decide(Attempt attempt, Peer peer, Lookups dns) {
    return senderDomain(attempt, peer, dns)
        .or(() -> helo(attempt, peer))
        .or(() -> senders.against(attempt.sender(), peer.mayRelay()))
        .or(() -> recipients.against(attempt.recipient(), peer.mayRelay()))
        .orElseGet(() -> relaying(attempt, peer));
  }

  /// mfcheck, and MFDNSCHECK of SPAMCONTROL.
  private Optional<OldDecision> senderDomain(Attempt attempt, Peer peer, Lookups dns) {
    String sender = attempt.sender();
    if (!checksSenders(peer)
        || sender.isEmpty()
        || sender.equals("#@[]")
        || spared.find(sender).isPresent()) {
      return Optional.empty();
    }
    int at = sender.lastIndexOf('@');
    if (at < 0) {
      return Optional.of(noSuchSender("no @ in the sender"));
    }
    String domain = sender.substring(at + 1);
    Lookups.Names servers = dns.ask(domain, RecordType.MX);
    Lookups.Names found =
        servers.isEmpty() && !servers.failed() ? dns.ask(domain, RecordType.A) : servers;
    if (found.failed()) {
      return Optional.of(
          OldDecision.refusal("451 DNS temporary failure (#4.3.0)", "mfcheck: " + domain));
    }
    boolean exists = found.records().stream().anyMatch(QmailSmtpd::leadsSomewhere);
    return exists ? Optional.empty() : Optional.of(noSuchSender(domain));
  }

  private static boolean leadsSomewhere(DnsRecord record) {
    return !(record instanceof DnsRecord.Mx mx) || !mx.isNull();
  }

  private static OldDecision noSuchSender(String why) {
    return OldDecision.refusal(
        "553 sorry, your envelope sender domain must exist (#5.7.1)", "mfcheck: " + why);
  }

  private boolean checksSenders(Peer peer) {
    Optional<String> variable = peer.variable("MFCHECK").or(() -> peer.variable("MFDNSCHECK"));
    if (variable.isPresent()) {
      return !variable.get().equals("0");
    }
    return control.number("mfcheck").orElse(0) != 0 || control.number("mfdnscheck").orElse(0) != 0;
  }

  /// Who never greets is never tested.
  private Optional<OldDecision> helo(Attempt attempt, Peer peer) {
    return attempt
        .helo()
        .filter(_ -> peer.variable("NOBADHELO").isEmpty())
        .flatMap(name -> helos.against(name, peer.mayRelay()));
  }

  private OldDecision relaying(Attempt attempt, Peer peer) {
    if (peer.mayRelay()) {
      return OldDecision.passed("RELAYCLIENT is set");
    }
    return relayLists(attempt, peer)
        .map(line -> OldDecision.passed(line.place()))
        .or(() -> rcpthosts.allows(attempt.recipient()).map(OldDecision::passed))
        .orElseGet(() ->
            OldDecision.refusal(
                "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
                "rcpthosts"));
  }

  /// SPAMCONTROL's further ways to relay; the last one is for whoever claims to be the sender.
  private Optional<OldLine> relayLists(Attempt attempt, Peer peer) {
    String client = attempt.client().toString();
    return control
        .list("relayclients")
        .flatMap(lines ->
            lines.stream()
                .filter(line ->
                    line.text().endsWith(".")
                        ? client.startsWith(line.text())
                        : client.equals(line.text()))
                .findFirst())
        .or(() ->
            peer.name()
                .flatMap(
                    name -> control.list("relaydomains").flatMap(lines -> ending(lines, name))))
        .or(() -> relaySenders.find(attempt.sender()));
  }

  private static Optional<OldLine> ending(List<OldLine> lines, String name) {
    String low = name.toLowerCase(Locale.ROOT);
    return lines.stream()
        .filter(line -> low.endsWith(line.text().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /// Tells whom its lists are about.
  void tell(CompareSample sample) {
    entries((entry, _) -> sample.domain(entry), "rcpthosts", "morercpthosts");
    entries(sample::client, "relayclients");
    entries(sample::helo, "badhelo", "badhelonorelay");
    entries(
        (entry, place) -> sample.sender(Denials.senderOf(entry, patched), place), "badmailfrom");
    entries(sample::sender, "badmailfromnorelay", "badmailpatterns", "nodnscheck");
    entries(sample::relayingSender, "relaymailfrom");
    entries(
        sample::recipient,
        "badrcptto",
        "badrcpttonorelay",
        "badrcptpatterns",
        "badmailto",
        "badmailtonorelay");
  }

  private void entries(BiConsumer<String, String> told, String... files) {
    for (String file : files) {
      control.list(file).orElse(List.of()).forEach(line -> told.accept(line.text(), line.place()));
    }
  }
}

package weir.former;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a qmail-smtpd has against a name or an address, and its words for it.
///
/// @param always lists that hold for everybody
/// @param strangers lists that do not hold for who may relay
record Denials(Finder always, Finder strangers, String said) {

  /// What the client calls itself.
  static Denials ofHelo(QmailControl control, Patched patched) {
    return switch (patched) {
      case PLAIN -> new Denials(Finder.NOTHING, Finder.NOTHING, "");
      case QREGEX ->
          new Denials(
              list(control, "badhelo", QregexList::new),
              list(control, "badhelonorelay", QregexList::new),
              "553 sorry, your HELO host name has been denied (#5.7.1)");
      case SPAMCONTROL ->
          new Denials(
              Finder.NOTHING,
              list(control, "badhelo", WildmatList::new),
              "550 sorry, invalid HELO/EHLO greeting (#5.7.1)");
    };
  }

  static Denials ofSender(QmailControl control, Patched patched) {
    String listed = "553 sorry, your envelope sender is in my badmailfrom list (#5.7.1)";
    Finder exact = list(control, "badmailfrom", BadAddresses::new);
    return switch (patched) {
      case PLAIN -> new Denials(exact, Finder.NOTHING, listed);
      case QREGEX ->
          new Denials(
              exceptNull(list(control, "badmailfrom", QregexList::new)),
              exceptNull(list(control, "badmailfromnorelay", QregexList::new)),
              "553 sorry, your envelope sender has been denied (#5.7.1)");
      case SPAMCONTROL ->
          new Denials(
              exact
                  .then(list(control, "badmailfrom", Denials::wildcards))
                  .then(list(control, "badmailpatterns", WildmatList::new))
                  .sparing(exempt(control, patched)),
              Finder.NOTHING,
              listed);
    };
  }

  static Denials ofRecipient(QmailControl control, Patched patched) {
    String listed = "553 sorry, your envelope recipient is in my badrcptto list (#5.7.1)";
    Finder exact = list(control, "badrcptto", BadAddresses::new);
    return switch (patched) {
      case PLAIN -> new Denials(exact, Finder.NOTHING, listed);
      case QREGEX ->
          new Denials(
              list(control, "badmailto", QregexList::new)
                  .then(list(control, "badrcptto", QregexList::new)),
              list(control, "badmailtonorelay", QregexList::new)
                  .then(list(control, "badrcpttonorelay", QregexList::new)),
              "553 sorry, your envelope recipient has been denied (#5.7.1)");
      case SPAMCONTROL ->
          new Denials(
              exact.then(list(control, "badrcptpatterns", WildmatList::new)),
              Finder.NOTHING,
              listed);
    };
  }

  /// Senders that `?address` in SPAMCONTROL's `badmailfrom` spares from every test of senders.
  static Finder exempt(QmailControl control, Patched patched) {
    return patched == Patched.SPAMCONTROL
        ? list(control, "badmailfrom", Denials::exemptions)
        : Finder.NOTHING;
  }

  /// The sender of an entry of `badmailfrom`, without the mark of an exemption.
  static String senderOf(String entry, Patched patched) {
    return patched == Patched.SPAMCONTROL && entry.startsWith("?") ? entry.substring(1) : entry;
  }

  private static Finder exemptions(List<OldLine> lines) {
    return new BadAddresses(
        lines.stream()
            .filter(line -> line.text().startsWith("?"))
            .map(line -> new OldLine(line.file(), line.number(), line.text().substring(1)))
            .toList());
  }

  private static Finder list(
      QmailControl control, String file, Function<List<OldLine>, Finder> kind) {
    return control.list(file).map(kind).orElse(Finder.NOTHING);
  }

  /// Later versions of SPAMCONTROL take patterns in `badmailfrom`, too.
  private static Finder wildcards(List<OldLine> lines) {
    return new WildmatList(
        lines.stream().filter(line -> line.text().matches("[^?].*[*?\\[].*|[*\\[].*")).toList());
  }

  /// The null sender of bounces is never tested (qregex, since February 2004).
  private static Finder exceptNull(Finder list) {
    return sender -> sender.isEmpty() ? Optional.empty() : list.find(sender);
  }

  Optional<OldDecision> against(String text, boolean mayRelay) {
    return always
        .find(text)
        .or(() -> mayRelay ? Optional.empty() : strangers.find(text))
        .map(line -> OldDecision.refusal(said, line.place()));
  }
}

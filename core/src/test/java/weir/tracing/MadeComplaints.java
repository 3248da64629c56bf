package weir.tracing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Complaints about messages of a made provider, honest and forged, each with who sent it.
final class MadeComplaints {
  private static final String FORGED_ROOT =
      "(qmail 1 invoked by uid 0); Thu, 19 Nov 2026 00:00:00 -0000";

  /// @param sender the account; empty where no account of ours has sent it
  /// @param isSealed whether it has a token of ours that leads to him
  record Made(String kind, Suspect suspect, Optional<String> sender, boolean isSealed) {}

  private final MadeProvider provider;
  private final Random chance;
  private final List<Made> made = new ArrayList<>();

  MadeComplaints(MadeProvider provider) {
    this.provider = provider;
    this.chance = provider.chance;
  }

  List<Made> all(int rounds) {
    for (int i = 0; i < rounds; i++) {
      int customer = chance.nextInt(MadeProvider.CUSTOMERS);
      int other =
          (customer + 1 + chance.nextInt(MadeProvider.CUSTOMERS - 1)) % MadeProvider.CUSTOMERS;
      Instant at = provider.moment();
      String mail = chance.nextBoolean() ? "mail1" : "mail2";
      login(customer, mail, at);
      script(customer, mail, at);
      forged(customer, other, mail, at);
      network(customer, mail, at);
      foreign(other, at);
      within(customer, other, mail, at);
      sealed(customer, other, at);
      copied(customer, other, at);
      copiedWhole(customer, other, mail, at);
      forTwo(customer, at);
    }
    return made;
  }

  private void add(String kind, List<String> received, Instant at, Optional<Integer> sender) {
    made.add(
        new Made(
            kind,
            MadeProvider.suspect(received, provider.messageId(), at, "hi"),
            sender.map(MadeProvider::account),
            false));
  }

  private void login(int customer, String mail, Instant at) {
    String field = provider.loggedIn(mail, MadeProvider.login(customer), at);
    String top = provider.reporter(mail, at);
    add("login at a mail server", List.of(top, field), at, Optional.of(customer));
    add(
        "login, filter on the server",
        MadeProvider.list(top, provider.filtered(mail, at), field),
        at,
        Optional.of(customer));
    add(
        "login, fields of the sender's below",
        List.of(top, field, FORGED_ROOT, provider.loggedIn("mail2", "box@c1.example", at)),
        at,
        Optional.of(customer));
  }

  private void script(int customer, String mail, Instant at) {
    String web = MadeProvider.web(customer);
    int owner = MadeProvider.ownerOfUid(customer, at);
    String genuine = provider.invoked(web, MadeProvider.uid(customer), at);
    List<String> way =
        List.of(provider.reporter(mail, at), provider.relayed(web, mail, at), genuine);
    add("script, web and mail server", way, at, Optional.of(owner));
    add(
        "script, forged uid below",
        MadeProvider.list(way, FORGED_ROOT, provider.invoked(web, 2003, at)),
        at,
        Optional.of(owner));
    add(
        "script, web server hands out itself",
        List.of(provider.reporter(web, at), genuine),
        at,
        Optional.of(owner));
    add(
        "user of many",
        List.of(provider.reporter("web1", at), provider.invoked("web1", 33, at)),
        at,
        Optional.empty());
  }

  /// A program of a customer's that speaks SMTP itself, and writes another customer's uid on top.
  private void forged(int customer, int other, String mail, Instant at) {
    String web = MadeProvider.web(customer);
    String victim = provider.invoked(web, MadeProvider.uid(other), at);
    add(
        "program speaks SMTP, forged field on top",
        List.of(provider.reporter(mail, at), provider.relayed(web, mail, at), victim),
        at,
        Optional.of(customer));
    add(
        "program speaks SMTP, forged login on top",
        List.of(provider.reporter(web, at), provider.loggedIn(web, MadeProvider.login(other), at)),
        at,
        Optional.of(customer));
    add(
        "program speaks SMTP, another server's field on top",
        List.of(
            provider.reporter(web, at), provider.loggedIn("mail1", MadeProvider.login(other), at)),
        at,
        Optional.of(customer));
    add(
        "program speaks SMTP, stale field on top",
        List.of(
            provider.reporter(web, at),
            provider.loggedIn(web, MadeProvider.login(other), at.minusSeconds(30 * 86_400))),
        at,
        Optional.of(customer));
  }

  private void network(int customer, String mail, Instant at) {
    String field = provider.fromNetwork(MadeProvider.network(customer), mail, at);
    add(
        "customer's own server",
        List.of(provider.reporter(mail, at), field),
        at,
        Optional.of(customer));
    add(
        "customer's own server, forged login below",
        List.of(provider.reporter(mail, at), field, provider.loggedIn(mail, "box@c1.example", at)),
        at,
        Optional.of(customer));
    for (String address : List.of(MadeProvider.network(customer), MadeProvider.machine(customer))) {
      String top = provider.foreign(address, "mx.reporter.example", at);
      String kind =
          address.equals(MadeProvider.network(customer))
              ? "customer's own server, directly"
              : "customer's virtual machine, directly";
      add(kind, List.of(top), at, Optional.of(customer));
      add(
          kind + ", forged login below",
          List.of(top, provider.loggedIn(mail, "box@c1.example", at)),
          at,
          Optional.of(customer));
    }
  }

  /// The complainant has several servers, or an enemy behind his own door.
  private void within(int customer, int victim, String mail, Instant at) {
    String login = provider.loggedIn(mail, MadeProvider.login(customer), at);
    String forged = provider.loggedIn(mail, MadeProvider.login(victim), at);
    String top = provider.reporter(mail, at);
    add(
        "login, through the complainant's inner servers",
        List.of(provider.inner("mx.reporter.example", "10.2.3.4", "redacted", at), top, login),
        at,
        Optional.of(customer));
    add(
        "forged behind the complainant's door",
        List.of(provider.inner("pc", "100.64.3.4", "redacted", at), top, forged),
        at,
        Optional.empty());
    add(
        "forged behind his door, in another site's name",
        List.of(
            provider.inner("pc", "192.168.3.4", "redacted", at),
            top.replace("by mx.reporter.example", "by mx.elsewhere.example"),
            forged),
        at,
        Optional.empty());
    add(
        "behind his door, at an address that a host of ours has behind ours",
        List.of(
            provider.inner("pc", MadeProvider.address("inner"), "redacted", at),
            provider.invoked("inner", 2003, at)),
        at,
        Optional.empty());
  }

  /// Nobody of ours has sent these.
  private void foreign(int victim, Instant at) {
    String bot = "185.1.2." + chance.nextInt(256);
    String top = provider.foreign(bot, "mx.reporter.example", at);
    add("not ours", List.of(top), at, Optional.empty());
    add(
        "not ours, our fields forged",
        List.of(
            top,
            provider.reporter("mail1", at),
            provider.loggedIn("mail1", MadeProvider.login(victim), at)),
        at,
        Optional.empty());
    add(
        "typed: there never was such a message",
        List.of(
            provider.reporter("mail1", at),
            provider.loggedIn("mail1", MadeProvider.login(victim), at)),
        at,
        Optional.empty());
  }

  private void sealed(int customer, int other, Instant at) {
    String pc = "203.0.114." + chance.nextInt(256);
    String messageId = provider.messageId();
    String gate =
        provider.gate(Optional.of(MadeProvider.login(customer)), pc, at, messageId, "offer");
    Optional<String> sender = Optional.of(MadeProvider.account(customer));
    List<String> direct = List.of(provider.reporter("gate", at), gate);
    add("token", direct, messageId, at, sender);
    add("token, Message-ID redacted", direct, "<redacted@redacted>", at, sender);
    add(
        "token, another's forged below",
        MadeProvider.list(direct, provider.loggedIn("mail1", MadeProvider.login(other), at)),
        messageId,
        at,
        sender);
    add(
        "token, forwarded by a server that is believed",
        MadeProvider.list(
            provider.foreign(MadeProvider.BELIEVED, "mx.reporter.example", at), direct),
        messageId,
        at,
        sender);
    String inner = provider.inner("mx.reporter.example", "10.2.3.4", MadeProvider.RECIPIENT, at);
    unsure(
        "token, through inner servers, for its recipient",
        MadeProvider.list(inner, direct),
        messageId,
        at,
        sender);
    unsure(
        "token, through inner servers, recipient redacted",
        MadeProvider.list(inner.replace(MadeProvider.RECIPIENT, "redacted"), direct),
        messageId,
        at,
        sender);
    unsure(
        "token, for somebody else",
        List.of(provider.reporter("gate", "eve@reporter.example", at), gate),
        messageId,
        at,
        sender);
    unsure(
        "token, forwarded by a stranger",
        MadeProvider.list(provider.foreign("185.9.9.9", "mx.reporter.example", at), direct),
        messageId,
        at,
        sender);
    made.add(
        new Made(
            "token in a text without Received fields",
            new Suspect(
                Reported.of(List.of()),
                String.join(" ", direct),
                Optional.of(messageId),
                Optional.empty(),
                Optional.empty()),
            sender,
            false));
    String web = MadeProvider.web(customer);
    String relay =
        provider.gate(Optional.empty(), MadeProvider.address(web), at, messageId, "offer");
    made.add(
        new Made(
            "token, relayed for a web server",
            MadeProvider.suspect(
                List.of(
                    provider.reporter("gate", at),
                    relay,
                    provider.invoked(web, MadeProvider.uid(customer), at)),
                messageId,
                at,
                "offer"),
            Optional.of(MadeProvider.account(MadeProvider.ownerOfUid(customer, at))),
            false));
  }

  private void add(
      String kind, List<String> received, String messageId, Instant at, Optional<String> sender) {
    made.add(
        new Made(
            kind, MadeProvider.suspect(received, messageId, at, "[SPAM] offer"), sender, true));
  }

  /// It is not certain, and is right or nobody's.
  private void unsure(
      String kind, List<String> received, String messageId, Instant at, Optional<String> sender) {
    made.add(new Made(kind, MadeProvider.suspect(received, messageId, at, "offer"), sender, false));
  }

  /// A token of another customer's message is on a message that somebody else has sent.
  private void copied(int customer, int victim, Instant at) {
    String theirs = provider.messageId();
    String stolen =
        provider.gate(
            Optional.of(MadeProvider.login(victim)), "203.0.114.77", at, theirs, "invoice");
    String top = provider.foreign("185.1.3.4", "mx.reporter.example", at);
    made.add(
        new Made(
            "copied token, other Message-ID",
            MadeProvider.suspect(List.of(top, stolen), provider.messageId(), at, "invoice"),
            Optional.empty(),
            false));
    made.add(
        new Made(
            "copied token, other subject",
            MadeProvider.suspect(List.of(top, stolen), theirs, at, "cheap pills"),
            Optional.empty(),
            false));
    String own =
        provider.gate(
            Optional.of(MadeProvider.login(customer)), "203.0.114.78", at, theirs, "invoice");
    add(
        "token below a copied one",
        List.of(provider.reporter("gate", at), own, stolen),
        theirs,
        at,
        Optional.of(MadeProvider.account(customer)),
        "invoice");
  }

  /// The token with Message-ID, Date and Subject: the whole header of a victim's message.
  private void copiedWhole(int customer, int victim, String mail, Instant at) {
    String theirs = provider.messageId();
    String stolen =
        provider.gate(Optional.of(MadeProvider.login(victim)), "203.0.114.77", at, theirs, "offer");
    List<String> whole = List.of(provider.reporter("gate", at), stolen);
    unsure(
        "whole header copied by a stranger",
        MadeProvider.list(provider.foreign("185.1.3.4", "mx.reporter.example", at), whole),
        theirs,
        at,
        Optional.empty());
    unsure(
        "whole header copied behind the complainant's door",
        MadeProvider.list(provider.inner("pc", "10.7.7.7", "eve@reporter.example", at), whole),
        theirs,
        at,
        Optional.empty());
    Optional<String> sender = Optional.of(MadeProvider.account(customer));
    unsure(
        "whole header copied by a program that speaks SMTP",
        List.of(provider.reporter(MadeProvider.web(customer), at), stolen),
        theirs,
        at,
        sender);
    unsure(
        "whole header copied by who logs in",
        MadeProvider.list(
            provider.reporter(mail, at),
            provider.loggedIn(mail, MadeProvider.login(customer), at),
            whole),
        theirs,
        at,
        sender);
    unsure(
        "gateway's field written anew around a copied token",
        List.of(
            provider.reporter("gate", at.plusSeconds(86_400)),
            stolen.replaceFirst("; .*", "; " + MadeProvider.date(at.plusSeconds(86_400)))),
        theirs,
        at,
        Optional.empty());
  }

  /// Two on the complainant's side have the message. One of them has a program on a server there,
  /// by which he can send the other one the whole header once more.
  private void forTwo(int customer, Instant at) {
    String messageId = provider.messageId();
    String login = MadeProvider.login(customer);
    List<String> whole =
        MadeProvider.list(
            provider.inner("mx.reporter.example", "10.2.3.4", MadeProvider.RECIPIENT, at),
            List.of(
                provider.reporter("gate", at),
                provider.gateForTwo(login, "203.0.114.79", at, messageId, "offer")));
    unsure(
        "token, through inner servers, for one of its recipients",
        whole,
        messageId,
        at,
        Optional.of(MadeProvider.account(customer)));
    unsure(
        "token, sent again by another of its recipients", whole, messageId, at, Optional.empty());
  }

  private void add(
      String kind,
      List<String> received,
      String messageId,
      Instant at,
      Optional<String> sender,
      String subject) {
    made.add(new Made(kind, MadeProvider.suspect(received, messageId, at, subject), sender, true));
  }
}

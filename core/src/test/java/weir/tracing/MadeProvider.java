package weir.tracing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Directory;
import weir.account.Host;
import weir.account.Identity;
import weir.account.Tenure;
import weir.journal.Id;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;

/// A provider with two mail servers, three web servers and a gateway, forty customers, and people
/// who complain. Who sent each message is known.
final class MadeProvider {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final int CUSTOMERS = 40;
  static final String BELIEVED = "185.9.9.8";
  static final String RECIPIENT = "bob@reporter.example";
  private static final int UIDS = 2000;
  private static final Set<String> MAIL = Set.of("mail1", "mail2", "gate");
  private static final Instant MOVED = Instant.parse("2026-11-10T00:00:00Z");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Map<String, String> ADDRESSES =
      Map.of(
          "mail1", "45.51.100.1",
          "mail2", "45.51.100.2",
          "web1", "45.51.100.11",
          "inner", "10.0.0.11",
          "vps", "45.78.0.0/16",
          "web2", "45.51.100.12",
          "web3", "45.51.100.13",
          "gate", "45.51.100.20");

  final Random chance;
  final TraceKeys keys;
  private final Map<String, Issue> issued = new HashMap<>();

  MadeProvider(long seed) {
    chance = new Random(seed);
    byte[] secret = new byte[TraceKey.LENGTH];
    chance.nextBytes(secret);
    keys = new TraceKeys(List.of(new TraceKey(secret, NOW.minus(Duration.ofDays(20)))));
  }

  Tracer tracer() {
    return new Tracer(directory(), List.of(IpPrefix.of(BELIEVED + "/32")), keys, this::issue);
  }

  Optional<Issue> issue(String id) {
    return Optional.ofNullable(issued.get(id));
  }

  static String account(int customer) {
    return "c" + customer;
  }

  static String login(int customer) {
    return "box@c" + customer + ".example";
  }

  static String web(int customer) {
    return "web" + (1 + customer % 3);
  }

  /// The uids of different web servers are the same numbers.
  static int uid(int customer) {
    return UIDS + customer / 3;
  }

  static String network(int customer) {
    return "45.77.%d.9".formatted(customer);
  }

  /// A virtual machine's, in a network that is a host's.
  static String machine(int customer) {
    return "45.78.%d.5".formatted(customer);
  }

  private static Tenure network(String address, int customer) {
    return Tenure.always(
        new Identity.ClientNetwork(IpPrefix.of(IpAddress.parse(address).orElseThrow())),
        account(customer));
  }

  /// Customer 0 has got his uid from customer 39 a while ago.
  static Directory directory() {
    List<Account> accounts = new ArrayList<>();
    List<Tenure> tenures = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      accounts.add(Account.of(account(i)));
      tenures.add(Tenure.always(Identity.Login.of(login(i)), account(i)));
      tenures.add(network(network(i), i));
      tenures.add(network(machine(i), i));
      Identity uid = new Identity.LocalUser(web(i), uid(i));
      if (i == 0) {
        tenures.add(new Tenure(uid, account(CUSTOMERS - 1), Instant.MIN, MOVED));
        tenures.add(new Tenure(uid, account(0), MOVED, Instant.MAX));
      } else {
        tenures.add(Tenure.always(uid, account(i)));
      }
    }
    Map<Identity, String> shared =
        Map.of(
            new Identity.LocalUser("web1", 33),
            "the web server's own user",
            Identity.Login.of("relay@web1"),
            "the login of web1's mail server");
    List<Host> hosts =
        ADDRESSES.entrySet().stream()
            .map(each ->
                new Host(
                    each.getKey(),
                    List.of(
                        Host.Address.always(
                            IpPrefix.of(
                                each.getValue() + (each.getKey().equals("vps") ? "" : "/32")))),
                    Set.of(MAIL.contains(each.getKey()) ? Host.Role.MAIL : Host.Role.WEB),
                    Set.of()))
            .toList();
    return AccountBook.of(accounts, tenures, shared, hosts);
  }

  static String address(String host) {
    return ADDRESSES.get(host);
  }

  static String date(Instant at) {
    return DATE.format(at);
  }

  Instant moment() {
    return NOW.minus(Duration.ofMinutes(chance.nextInt(18 * 24 * 60)));
  }

  /// Who had the uid of customer 0 at a time.
  static int ownerOfUid(int customer, Instant at) {
    return customer == 0 && at.isBefore(MOVED) ? CUSTOMERS - 1 : customer;
  }

  String queueId() {
    return "4F" + Integer.toHexString(chance.nextInt(0x1000000)).toUpperCase(Locale.ROOT);
  }

  /// What the complainant's server writes.
  String reporter(String from, Instant at) {
    return reporter(from, "redacted", at);
  }

  String reporter(String from, String recipient, Instant at) {
    return "from %s.provider.example (%s.provider.example [%s]) by mx.reporter.example (Postfix) with ESMTP id %s for <%s>; %s"
        .formatted(from, from, address(from), queueId(), recipient, date(at.plusSeconds(9)));
  }

  /// What the complainant's server writes of another machine behind its own door.
  String inner(String name, String address, String recipient, Instant at) {
    return "from %s (%s [%s]) by box.reporter.example (Postfix) with ESMTP id %s for <%s>; %s"
        .formatted(name, name, address, queueId(), recipient, date(at.plusSeconds(10)));
  }

  String foreign(String address, String by, Instant at) {
    return "from bot (unknown [%s]) by %s (Postfix) with ESMTP id %s; %s"
        .formatted(address, by, queueId(), date(at.plusSeconds(12)));
  }

  /// A mail server of ours that was logged in to.
  String loggedIn(String host, String login, Instant at) {
    return "from [10.0.0.7] (unknown [203.0.114.9]) (Authenticated sender: %s) by %s.provider.example (Postfix) with ESMTPSA id %s; %s"
        .formatted(login, host, queueId(), date(at.plusSeconds(3)));
  }

  String relayed(String from, String host, Instant at) {
    return "from %s.provider.example (%s.provider.example [%s]) by %s.provider.example (Postfix) with ESMTP id %s; %s"
        .formatted(from, from, address(from), host, queueId(), date(at.plusSeconds(3)));
  }

  String fromNetwork(String address, String host, Instant at) {
    return "from vps (unknown [%s]) by %s.provider.example (Postfix) with ESMTP id %s; %s"
        .formatted(address, host, queueId(), date(at.plusSeconds(3)));
  }

  /// By turns as Postfix, qmail and nullmailer.
  String invoked(String host, int uid, Instant at) {
    return switch (chance.nextInt(3)) {
      case 0 ->
          "by %s.provider.example (Postfix, from userid %d) id %s; %s"
              .formatted(host, uid, queueId(), date(at.plusSeconds(1)));
      case 1 -> "(qmail %d invoked by uid %d); %s".formatted(chance.nextInt(9999), uid, date(at));
      default ->
          "(nullmailer pid %d invoked by uid %d); %s"
              .formatted(chance.nextInt(9999), uid, date(at));
    };
  }

  /// A filter that has the message back over the loopback.
  List<String> filtered(String host, Instant at) {
    return List.of(
        "from localhost (localhost [127.0.0.1]) by %s.provider.example (Postfix) with ESMTP id %s; %s"
            .formatted(host, queueId(), date(at.plusSeconds(5))),
        "from %s.provider.example ([127.0.0.1]) by localhost (%s [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id %s; %s"
            .formatted(host, host, queueId(), date(at.plusSeconds(4))));
  }

  /// Our gateway's field with a token, and what it wrote into the journal.
  String gate(Optional<String> login, String from, Instant at, String messageId, String subject) {
    return gate(login, from, at, messageId, subject, List.of(RECIPIENT));
  }

  /// The same of a message for two on the complainant's side.
  String gateForTwo(String login, String from, Instant at, String messageId, String subject) {
    List<String> two = List.of(RECIPIENT, "eve@reporter.example");
    return gate(Optional.of(login), from, at, messageId, subject, two);
  }

  private String gate(
      Optional<String> login,
      String from,
      Instant at,
      String messageId,
      String subject,
      List<String> recipients) {
    String id = Id.next(chance);
    Entrance by =
        new Entrance.Client(
            IpAddress.parse(from),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of("pc"),
            login.map(name -> new Entrance.Login("PLAIN", name)));
    issued.put(id, new Issue("gate", by, at, Optional.of(subject), recipients));
    String token =
        keys.seal(id, Optional.of(messageId), Optional.of(date(at))).orElseThrow().text();
    return "from pc (unknown [%s]) by gate.provider.example with %s id %s; %s"
        .formatted(from, login.isPresent() ? "ESMTPSA" : "ESMTP", token, date(at.plusSeconds(2)));
  }

  String messageId() {
    return "<%s@pc.example>".formatted(Long.toHexString(chance.nextLong()));
  }

  static Suspect suspect(List<String> received, String messageId, Instant date, String subject) {
    return new Suspect(
        Reported.of(received),
        String.join("\n", received),
        Optional.of(messageId),
        Optional.of(date(date)),
        Optional.of(subject));
  }

  static List<String> list(Object... parts) {
    return Arrays.stream(parts)
        .flatMap(
            part -> part instanceof List<?> many ? many.stream() : java.util.stream.Stream.of(part))
        .map(String::valueOf)
        .toList();
  }
}

package weir.former;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.dns.DnsRecord;
import weir.dns.RecordType;

/// What Postfix's smtpd says to a recipient: its lists of restrictions in their order, each until
/// one of it says yes or no (smtpd_delay_reject, as shipped).
///
/// It knows the restrictions that `weir import postfix` carries over; others say nothing, and so do
/// policy services and milters.
public final class PostfixSystem implements FormerSystem {

  private final PostfixMain main;
  private final PostfixNetworks networks;
  private final List<String> domains;
  private final Map<String, PostfixTable> tables = new HashMap<>();

  /// @param domains whose mail it takes
  public PostfixSystem(PostfixMain main, PostfixNetworks networks, List<String> domains)
      throws IOException {
    this.main = main;
    this.networks = networks;
    this.domains = List.copyOf(domains);
    for (String list : PostfixMain.RESTRICTION_LISTS) {
      for (String item : main.items(list)) {
        Optional<PostfixTable> table = main.table(item);
        table.ifPresent(found -> tables.put(item, found));
      }
    }
  }

  @Override
  public OldDecision decide(Attempt attempt, Lookups dns) {
    for (String list : PostfixMain.RESTRICTION_LISTS) {
      Optional<OldDecision> no = new Walked(list, attempt, dns).refusal();
      if (no.isPresent()) {
        return no.get();
      }
    }
    return OldDecision.passed("no restriction");
  }

  @Override
  public void tell(CompareSample sample) {
    domains.forEach(sample::domain);
    networks.items().forEach(item -> sample.client(item.network().toString(), "mynetworks"));
    for (String list : PostfixMain.RESTRICTION_LISTS) {
      List<String> items = main.items(list);
      for (int i = 1; i < items.size(); i++) {
        PostfixTable table = tables.get(items.get(i));
        if (table != null) {
          tell(items.get(i - 1), table, sample);
        }
      }
    }
  }

  private static void tell(String restriction, PostfixTable table, CompareSample sample) {
    for (PostfixTable.Entry entry : table.entries()) {
      String place = entry.line().place();
      switch (restriction) {
        case "check_client_access" -> sample.client(entry.key(), place);
        case "check_helo_access" -> sample.helo(entry.key(), place);
        case "check_sender_access" -> sample.sender(entry.key(), place);
        case "check_recipient_access" -> sample.recipient(entry.key(), place);
        default -> {}
      }
    }
  }

  /// One list, one attempt.
  private final class Walked {
    private final String list;
    private final Attempt attempt;
    private final Lookups dns;

    Walked(String list, Attempt attempt, Lookups dns) {
      this.list = list;
      this.attempt = attempt;
      this.dns = dns;
    }

    /// What a restriction says: nothing, yes for the rest of the list, or no.
    private sealed interface Said {}

    private record Nothing() implements Said {}

    private record Yes() implements Said {}

    /// @param line of a table; empty where the restriction itself says no
    private record No(String reply, Optional<OldLine> line) implements Said {
      No(String reply) {
        this(reply, Optional.empty());
      }
    }

    Optional<OldDecision> refusal() {
      List<String> items = main.items(list);
      boolean onlyWarn = false;
      for (int i = 0; i < items.size(); i++) {
        String name = items.get(i);
        if (name.equals("warn_if_reject")) {
          onlyWarn = true;
          continue;
        }
        boolean valued = i + 1 < items.size() && takesValue(name);
        String value = valued ? items.get(++i) : "";
        switch (said(name, value)) {
          case Nothing() -> {}
          case Yes() -> {
            return Optional.empty();
          }
          case No(var reply, var line) -> {
            if (!onlyWarn) {
              return Optional.of(
                  OldDecision.refusal(
                      reply, line.map(OldLine::place).orElseGet(() -> because(name, value))));
            }
          }
        }
        onlyWarn = false;
      }
      return Optional.empty();
    }

    private String because(String name, String value) {
      String word = value.isEmpty() ? name : value;
      String place =
          main.parameter(list).stream()
              .flatMap(each -> each.lines().stream())
              .filter(line -> line.text().contains(word))
              .map(line -> line.place() + ": ")
              .findFirst()
              .orElse("");
      return place + (value.isEmpty() ? name : name + " " + value);
    }

    private Said said(String name, String value) {
      return switch (name) {
        case "permit" -> new Yes();
        case "reject" -> new No("554 5.7.1 Access denied");
        case "defer" -> new No("450 4.7.1 Try again later");
        case "permit_mynetworks" -> yes(networks.contains(attempt.client()));
        case "reject_unauth_destination" -> no(!isOurs(), "554 5.7.1 Relay access denied");
        case "defer_unauth_destination" -> no(!isOurs(), "454 4.7.1 Relay access denied");
        case "reject_rbl_client" ->
            no(isListed(value), "554 5.7.1 Service unavailable; blocked using " + value);
        case "reject_unknown_reverse_client_hostname" ->
            no(
                dns.firstName(attempt.client()).isEmpty(),
                "450 4.7.25 cannot find your reverse hostname");
        case "reject_unknown_client_hostname", "reject_unknown_client" ->
            no(confirmed().isEmpty(), "450 4.7.25 cannot find your hostname");
        case "reject_invalid_helo_hostname", "reject_invalid_hostname" ->
            no(attempt.helo().filter(helo -> !isName(helo)).isPresent(), "501 5.5.2 Invalid name");
        case "reject_non_fqdn_helo_hostname", "reject_non_fqdn_hostname" ->
            no(
                attempt
                    .helo()
                    .filter(helo -> !helo.startsWith("[") && !helo.contains("."))
                    .isPresent(),
                "504 5.5.2 need fully-qualified hostname");
        case "reject_unknown_helo_hostname", "reject_unknown_hostname" ->
            no(
                attempt.helo().filter(this::isUnknown).isPresent(),
                "450 4.7.1 Helo command rejected: Host not found");
        case "reject_non_fqdn_sender" ->
            no(
                !attempt.sender().isEmpty() && !isQualified(attempt.sender()),
                "504 5.5.2 need fully-qualified address");
        case "reject_non_fqdn_recipient" ->
            no(!isQualified(attempt.recipient()), "504 5.5.2 need fully-qualified address");
        case "reject_unknown_sender_domain" -> senderDomain();
        case "check_client_access" -> client(value);
        case "check_helo_access" ->
            attempt
                .helo()
                .map(helo -> looked(value, PostfixKeys.ofName(helo)))
                .orElse(new Nothing());
        case "check_sender_access" -> looked(value, PostfixKeys.ofAddress(attempt.sender()));
        case "check_recipient_access" -> looked(value, PostfixKeys.ofAddress(attempt.recipient()));
        default -> new Nothing();
      };
    }

    private static Said yes(boolean it) {
      return it ? new Yes() : new Nothing();
    }

    private static Said no(boolean it, String reply) {
      return it ? new No(reply) : new Nothing();
    }

    private boolean isOurs() {
      String to = attempt.recipient();
      int at = to.lastIndexOf('@');
      String local = at < 0 ? to : to.substring(0, at);
      boolean routed = local.contains("@") || local.contains("%") || local.contains("!");
      return !routed && (at < 0 || domains.contains(to.substring(at + 1).toLowerCase(Locale.ROOT)));
    }

    private boolean isListed(String value) {
      return PostfixZone.read(value)
          .filter(zone ->
              dns
                  .ask(attempt.client().reversed() + "." + zone.zone(), RecordType.A)
                  .records()
                  .stream()
                  .anyMatch(record ->
                      record instanceof DnsRecord.Address(var found)
                          && zone.counts((int) found.low())))
          .isPresent();
    }

    private Optional<String> confirmed() {
      return dns.firstName(attempt.client()).filter(name -> dns.leadsTo(name, attempt.client()));
    }

    private static boolean isName(String helo) {
      return helo.matches("\\[.*\\]|[A-Za-z0-9_.-]+")
          && !helo.startsWith("-")
          && !helo.contains("..");
    }

    private boolean isUnknown(String helo) {
      return !helo.startsWith("[")
          && List.of(RecordType.A, RecordType.AAAA, RecordType.MX).stream()
              .allMatch(type -> dns.ask(helo, type).isEmpty());
    }

    private static boolean isQualified(String address) {
      return address.equalsIgnoreCase("postmaster")
          || address.substring(address.lastIndexOf('@') + 1).contains(".") && address.contains("@");
    }

    private Said senderDomain() {
      String sender = attempt.sender();
      if (sender.isEmpty() || !sender.contains("@")) {
        return new Nothing();
      }
      String domain = sender.substring(sender.lastIndexOf('@') + 1);
      Lookups.Names servers = dns.ask(domain, RecordType.MX);
      List<DnsRecord> found = new ArrayList<>(servers.records());
      boolean failed = servers.failed();
      for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
        Lookups.Names more = found.isEmpty() ? dns.ask(domain, type) : servers;
        found.addAll(more.records());
        failed |= more.failed();
      }
      return no(
          found.isEmpty() || failed && servers.isEmpty(),
          "450 4.1.8 Sender address rejected: Domain not found");
    }

    /// Who has no name that leads back is called "unknown"; what is found of the name holds, and
    /// DUNNO is found, too.
    private Said client(String table) {
      String name = confirmed().orElse(PostfixKeys.NAMELESS);
      return found(table, PostfixKeys.ofName(name))
          .or(() -> found(table, PostfixKeys.ofClient(attempt.client())))
          .orElse(new Nothing());
    }

    private Said looked(String table, List<String> keys) {
      return found(table, keys).orElse(new Nothing());
    }

    private Optional<Said> found(String table, List<String> keys) {
      return Optional.ofNullable(tables.get(table))
          .flatMap(found -> found.find(keys))
          .map(Walked::result);
    }

    private static Said result(PostfixTable.Entry entry) {
      return switch (AccessAction.read(entry.result())) {
        case AccessAction.Ok() -> new Yes();
        case AccessAction.Refuse(var forGood, var text) ->
            new No((forGood ? "554 5.7.1 " : "450 4.7.1 ") + text, Optional.of(entry.line()));
        case AccessAction.Dunno(), AccessAction.Other _ -> new Nothing();
      };
    }
  }

  /// Whether the next word belongs to a restriction.
  public static boolean takesValue(String restriction) {
    return restriction.equals("sleep")
        || restriction.startsWith("check_")
        || restriction.startsWith("reject_rbl_")
        || restriction.startsWith("reject_rhsbl_")
        || restriction.startsWith("permit_dnswl_")
        || restriction.startsWith("permit_rhswl_");
  }
}

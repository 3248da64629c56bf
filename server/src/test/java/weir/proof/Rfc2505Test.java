package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.net.IpAddress;
import weir.sink.SinkMta;
import weir.testkit.MapResolver;

/// What RFC 2505 asks of a mail server against spam, by the numbers of the list that its section 2
/// begins with, each in a session with a whole server.
class Rfc2505Test {
  private static final Pattern ID = Pattern.compile("\\[([0-9a-z]{13})\\]");
  private static final Pattern RECEIVED_ID = Pattern.compile("\\bid\\s+([0-9a-z]{13})\\b");
  private static final String MESSAGE =
      "From: <carl@example.net>\r\nSubject: hello\r\n\r\ntext\r\n";

  /// Refuses by everything that looks at senders, names and clients.
  private static final Map<String, String> STRICT =
      Map.of(
          "checks.sender-lists.block",
          "[{lines = ['glob:*', 'regex:.*', 'regex:^$']}]",
          "checks.sender-domain.sender-domain-unreachable",
          "{reject = true}",
          "checks.sender-domain.sender-domain-takes-no-mail",
          "{reject = true}",
          "checks.sender-domain.unknown",
          "'closed'");

  @TempDir private Path folder;
  @AutoClose private final SinkMta sink = SinkMta.start();

  @Test
  void row01_nobody_relays_without_leave() {
    try (Stand stand = plan().start();
        Talker client = stand.sender()) {
      mail(client, "carl@example.net");
      for (String recipient :
          List.of(
              "friend@elsewhere.example",
              "friend%elsewhere.example@example.com",
              "elsewhere.example!friend@example.com",
              "\"friend@elsewhere.example\"@example.com",
              "@example.com:friend@elsewhere.example")) {
        assertThat(rcpt(client, recipient).code()).as(recipient).isEqualTo(550);
      }
      assertThat(rcpt(client, "ann@example.com").code()).isEqualTo(250);
    }
  }

  @Test
  void row01_what_no_list_names_is_not_relayed_to() {
    try (Stand stand =
            plan()
                .without("domains.\"example.com\".hop")
                .without("domains.\"example.com\".recipients")
                .set("domains.\"other.example\".hop", "'back'")
                .set("domains.\"other.example\".recipients", "['ann']")
                .start();
        Talker client = stand.sender()) {
      mail(client, "carl@example.net");
      assertThat(rcpt(client, "ann@example.com").code()).isEqualTo(550);
    }
  }

  @Test
  void row02_the_received_line_has_address_name_helo_and_date() {
    try (Stand stand = plan().start();
        Talker client = stand.client("mx", Stand.SENDER)) {
      client.hear();
      client.ask("EHLO called.example.net");
      client.deliver(MESSAGE);
    }
    assertThat(received())
        .contains("192.0.2.10", "mail.example.net", "called.example.net", "with ESMTP")
        .containsPattern(";\\s+\\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}");
  }

  @Test
  void row02_the_received_line_says_that_a_login_sent_and_only_the_journal_says_which() {
    try (Stand stand = plan().set("routing.onward-hop", "'back'").start();
        Talker client = login(stand)) {
      mail(client, "ann@example.com");
      rcpt(client, "bob@example.com");
      client.ask("DATA");
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      Matcher id = RECEIVED_ID.matcher(received());
      assertThat(id.find()).isTrue();
      assertThat(transaction(stand, id.group(1)).client().login()).contains("ann@example.com");
    }
    assertThat(received()).contains("with ESMTPSA").doesNotContain("ann@");
  }

  @Test
  void row03_the_id_in_the_received_line_leads_to_the_client_in_the_journal() {
    try (Stand stand = plan().start();
        Talker client = stand.sender()) {
      client.deliver(MESSAGE);
      Matcher id = RECEIVED_ID.matcher(received());
      assertThat(id.find()).isTrue();
      Entry.Transaction found = transaction(stand, id.group(1));
      assertThat(found.client().address()).isEqualTo(Stand.SENDER);
      assertThat(found.client().port()).isEqualTo(40_001);
      assertThat(found.sender()).isEqualTo("carl@example.net");
      assertThat(found.recipients())
          .extracting(Entry.RecipientLine::recipient)
          .containsExactly("ann@example.com");
    }
  }

  @Test
  void row04_a_refused_relay_attempt_is_recorded_with_time_reason_recipient_client_helo_sender() {
    try (Stand stand = plan().start();
        Talker client = stand.sender()) {
      mail(client, "carl@example.net");
      Said refused = rcpt(client, "friend@elsewhere.example");
      client.ask("QUIT");
      Entry.Transaction found = transaction(stand, id(refused));
      assertThat(found.at()).isNotNull();
      assertThat(found.outcome()).isEqualTo(Entry.End.REFUSED);
      assertThat(found.client().address()).isEqualTo(Stand.SENDER);
      assertThat(found.client().reverseName()).contains("mail.example.net");
      assertThat(found.client().helo()).isEqualTo("mail.example.net");
      assertThat(found.sender()).isEqualTo("carl@example.net");
      Entry.RecipientLine line = found.recipients().getFirst();
      assertThat(line.recipient()).isEqualTo("friend@elsewhere.example");
      assertThat(line.reply()).startsWith("550 5.7.1");
      assertThat(
              found.judged().stream()
                  .flatMap(each -> each.verdict().weighed().stream())
                  .map(weighed -> weighed.finding().id()))
          .contains("relay-denied");
    }
  }

  @Test
  void row04_a_mail_that_is_refused_before_any_recipient_has_its_sender_in_the_journal() {
    try (Stand stand = plan().start();
        Talker client = stand.sender()) {
      Said refused = client.ask("MAIL FROM:<carl@example.net> SIZE=99999999999");
      assertThat(refused.code()).isEqualTo(552);
      assertThat(transaction(stand, id(refused)).sender()).isEqualTo("carl@example.net");
    }
  }

  @Test
  void row04_the_log_shows_the_first_refusals_of_a_client_and_then_their_number() {
    List<String> lines;
    try (LogHeard log = new LogHeard()) {
      try (Stand stand = plan().set("limits.refusal-lines", "3").start();
          Talker client = stand.sender()) {
        for (int n = 0; n < 10; n++) {
          mail(client, "carl@example.net");
          Said refused = rcpt(client, "friend@elsewhere.example");
          client.ask("RSET");
          assertThat(transaction(stand, id(refused)).outcome()).isEqualTo(Entry.End.REFUSED);
        }
        client.ask("QUIT");
      }
      lines = log.lines();
    }
    List<String> shown = lines.stream().filter(line -> line.contains("end=refused")).toList();
    assertThat(shown.getFirst())
        .contains(
            "client=192.0.2.10 name=\"mail.example.net\" helo=\"mail.example.net\""
                + " from=\"carl@example.net\" to=\"friend@elsewhere.example!550\"",
            "findings=relay-denied",
            "reply=\"550 5.7.1 Relaying denied");
    Pattern number = Pattern.compile("client=192\\.0\\.2\\.10 refusals not shown: (\\d+)");
    long hidden =
        lines.stream()
            .map(number::matcher)
            .filter(Matcher::matches)
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum();
    // A minute may end in between, and a new one shows three again.
    assertThat(shown.size() + hidden).isEqualTo(10);
    assertThat(shown).hasSizeBetween(3, 6);
  }

  @Test
  void row05_a_host_or_a_group_of_hosts_is_refused_by_address_or_network() {
    try (Stand stand =
        plan()
            .set("checks.access.block", "['192.0.2.0/24', '198.51.100.7/32', '2001:db8:bad::/48']")
            .set("checks.access.allow", "['192.0.2.10/32']")
            .start()) {
      assertThat(from(stand, "192.0.2.11").code()).isEqualTo(550);
      assertThat(from(stand, "198.51.100.7").code()).isEqualTo(550);
      assertThat(from(stand, "2001:db8:bad::1").code()).isEqualTo(550);
      assertThat(from(stand, "198.51.100.8").code()).isEqualTo(250);
      assertThat(from(stand, "192.0.2.10").code()).isEqualTo(250);
    }
  }

  @Test
  void row05_a_host_or_a_group_of_hosts_is_refused_by_name_or_wildcard_in_order()
      throws IOException {
    Path allow =
        Files.writeString(folder.resolve("hosts.allow"), "weir: good.pool.example: allow\n");
    Path deny =
        Files.writeString(folder.resolve("hosts.deny"), "weir: bad.example\nweir: .pool.example\n");
    MapResolver names =
        new MapResolver(
            Stand.NAMES
                + """
                bad.example       A    198.51.100.1
                198.51.100.1      PTR  bad.example
                n2.pool.example   A    198.51.100.2
                198.51.100.2      PTR  n2.pool.example
                good.pool.example A    198.51.100.3
                198.51.100.3      PTR  good.pool.example
                """);
    try (Stand stand =
        plan()
            .names(names)
            .set("checks.host-rules.hosts-allow", "'" + allow + "'")
            .set("checks.host-rules.hosts-deny", "'" + deny + "'")
            .set("checks.host-rules.daemon", "'weir'")
            .start()) {
      assertThat(from(stand, "198.51.100.1").code()).isEqualTo(550);
      assertThat(from(stand, "198.51.100.2").code()).isEqualTo(550);
      assertThat(from(stand, "198.51.100.3").code()).isEqualTo(250);
    }
  }

  @Test
  void row06a_the_null_sender_is_never_refused_for_being_null() {
    Stand.Plan plan = plan();
    STRICT.forEach(plan::set);
    try (Stand stand = plan.start();
        Talker client = stand.sender()) {
      assertThat(mail(client, "").code()).isEqualTo(250);
      assertThat(rcpt(client, "ann@example.com").code()).isEqualTo(250);
      assertThat(rcpt(client, "bob@example.com").code()).isEqualTo(250);
      client.ask("DATA");
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      mail(client, "carl@example.net");
      assertThat(rcpt(client, "ann@example.com").code()).as("the others are").isEqualTo(550);
    }
  }

  @Test
  void row06b_a_sender_of_our_own_domain_from_outside_is_not_refused_for_that() {
    MapResolver names = new MapResolver(Stand.NAMES + "example.com MX 10 mail.example.net\n");
    try (Stand stand = plan().names(names).start();
        Talker client = stand.sender()) {
      assertThat(mail(client, "bob@example.com").code()).isEqualTo(250);
      assertThat(rcpt(client, "ann@example.com").code()).isEqualTo(250);
      client.ask("DATA");
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
    }
  }

  @Test
  void row07_a_sender_or_a_domain_of_senders_is_refused() {
    MapResolver names = new MapResolver(Stand.NAMES + "spam.example MX 10 mail.example.net\n");
    try (Stand stand =
            plan()
                .names(names)
                .set(
                    "checks.sender-lists.block", "[{lines = ['sue@example.net', '@spam.example']}]")
                .start();
        Talker client = stand.sender()) {
      assertThat(fromSender(client, "sue@example.net").code()).isEqualTo(550);
      assertThat(fromSender(client, "anybody@spam.example").code()).isEqualTo(550);
      assertThat(fromSender(client, "carl@example.net").code()).isEqualTo(250);
    }
  }

  @Test
  void row08_the_pace_is_limited_inwards() {
    try (Stand stand = throttled().start();
        Talker client = stand.sender()) {
      assertThat(client.deliver(MESSAGE).code()).isEqualTo(250);
      assertThat(client.deliver(MESSAGE).text()).startsWith("451 4.7.1");
    }
  }

  @Test
  void row08_the_pace_is_limited_outwards() {
    try (Stand stand = throttled().set("routing.onward-hop", "'back'").start();
        Talker client = login(stand)) {
      assertThat(outwards(client).code()).isEqualTo(354);
      assertThat(client.ask(MESSAGE + ".").code()).isEqualTo(250);
      assertThat(outwards(client).text()).startsWith("451 4.7.1");
    }
  }

  @Test
  void row09_the_domain_of_the_sender_must_be_there() {
    try (Stand stand = plan().set("checks.sender-domain.grace", "'0s'").start();
        Talker client = stand.sender()) {
      assertThat(fromSender(client, "x@nowhere.example").text()).startsWith("550 5.1.8");
      assertThat(fromSender(client, "carl@example.net").code()).isEqualTo(250);
    }
  }

  @Test
  void row10_the_local_part_of_outgoing_mail_must_be_the_login_s() {
    try (Stand stand =
            plan()
                .set("routing.onward-hop", "'back'")
                .set("checks.sender-login.own", "'address'")
                .set("checks.sender-login.sender-not-of-login", "{reject = true}")
                .start();
        Talker client = login(stand)) {
      assertThat(fromSender(client, "bob@example.com").code()).isEqualTo(550);
      assertThat(fromSender(client, "ann@example.com").code()).isEqualTo(250);
    }
  }

  @Test
  void row11_vrfy_and_expn_tell_nothing() {
    try (Stand stand = plan().start();
        Talker client = stand.sender()) {
      Said known = client.ask("VRFY ann@example.com");
      assertThat(known.code()).isEqualTo(252);
      assertThat(client.ask("VRFY nobody@example.com")).isEqualTo(known);
      assertThat(client.ask("EXPN staff").code()).isEqualTo(502);
    }
  }

  @Test
  void row12_etrn_is_off() {
    try (Stand stand = plan().start();
        Talker client = stand.client("mx", Stand.SENDER)) {
      client.hear();
      assertThat(client.ask("EHLO mail.example.net").text()).doesNotContain("ETRN");
      assertThat(client.ask("ETRN example.com").code()).isEqualTo(502);
    }
  }

  @Test
  void row13_each_rule_says_2xx_4xx_or_5xx_as_it_is_told() {
    try (Stand stand =
            plan()
                .set(
                    "checks.sender-lists.block",
                    "[{name = 'a', lines = ['good@example.net'], then = {observe = true}},"
                        + " {name = 'b', lines = ['later@example.net'], then = {defer = true}},"
                        + " {name = 'c', lines = ['never@example.net'], then = {reject = true}}]")
                .start();
        Talker client = stand.sender()) {
      assertThat(fromSender(client, "good@example.net").code()).isEqualTo(250);
      assertThat(fromSender(client, "later@example.net").code()).isBetween(400, 499);
      assertThat(fromSender(client, "never@example.net").code()).isBetween(500, 599);
    }
  }

  @Test
  void rowLast_patterns_are_regular_expressions_in_files_and_ignore_case() throws IOException {
    Path file = Files.writeString(folder.resolve("patterns"), "regex:^Promo-\\d+@\n");
    try (Stand stand =
            plan().set("checks.sender-lists.block", "[{file = '" + file + "'}]").start();
        Talker client = stand.sender()) {
      assertThat(fromSender(client, "PROMO-17@Example.NET").code()).isEqualTo(550);
      assertThat(fromSender(client, "promo-x@example.net").code()).isEqualTo(250);
    }
  }

  private Stand.Plan plan() {
    return Stand.in(folder).hop(sink.port());
  }

  private Stand.Plan throttled() {
    return plan()
        .set("checks.throttle.enabled", "true")
        .set("checks.throttle.messages", "1")
        .set("checks.throttle.per", "'10m'")
        .set("checks.throttle.longest-wait", "'1s'");
  }

  private static Talker login(Stand stand) {
    Talker client = stand.client("submission", IpAddress.parse("198.51.100.7").orElseThrow());
    client.hear();
    client.ask("EHLO laptop");
    client.secure();
    String secret = "\0ann@example.com\0secret";
    String plain = Base64.getEncoder().encodeToString(secret.getBytes(ISO_8859_1));
    assertThat(client.ask("AUTH PLAIN " + plain).code()).isEqualTo(235);
    return client;
  }

  private static Said outwards(Talker client) {
    mail(client, "ann@example.com");
    rcpt(client, "friend@elsewhere.example");
    return client.ask("DATA");
  }

  /// What a client at this address is told at RCPT.
  private static Said from(Stand stand, String address) {
    try (Talker client = stand.client("mx", IpAddress.parse(address).orElseThrow())) {
      client.hear();
      client.ask("EHLO mail.example.net");
      mail(client, "carl@example.net");
      return rcpt(client, "ann@example.com");
    }
  }

  /// What this sender is told at RCPT.
  private static Said fromSender(Talker client, String sender) {
    client.ask("RSET");
    mail(client, sender);
    return rcpt(client, "ann@example.com");
  }

  private static Said mail(Talker client, String sender) {
    return client.ask("MAIL FROM:<" + sender + ">");
  }

  private static Said rcpt(Talker client, String recipient) {
    return client.ask("RCPT TO:<" + recipient + ">");
  }

  private static String id(Said refused) {
    Matcher id = ID.matcher(refused.text());
    assertThat(id.find()).as(refused.text()).isTrue();
    return id.group(1);
  }

  private static Entry.Transaction transaction(Stand stand, String id) {
    return stand.journal().await(id).stream()
        .filter(Entry.Transaction.class::isInstance)
        .map(Entry.Transaction.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// Our Received line of the one message that arrived.
  private String received() {
    assertThat(sink.messages()).hasSize(1);
    Matcher field =
        Pattern.compile("(?m)^Received: [^\r\n]*(?:\r\n[ \t][^\r\n]*)*")
            .matcher(sink.messages().getFirst().text());
    assertThat(field.find()).isTrue();
    return field.group();
  }
}

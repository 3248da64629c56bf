package weir.former;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A [CompareFile] to begin with, made of the old rules themselves: for each rule a client, name or
/// address that it is about, and a neighbour that it is not about.
public final class CompareSample {
  /// Rows beyond these are counted and not made; who has such lists picks from them.
  static final int MOST_ROWS = 10_000;

  private static final String STRANGER = "192.0.2.7";
  private static final String NAME = "mail.example.net";
  private static final String SENDER = "sue@example.net";
  private static final String NOT_OURS = "somebody@elsewhere.example";
  private static final String ROW = "%-15s %-24s %-24s %-28s %s";

  private final List<SampleClients.Client> clients = new ArrayList<>();
  private final Set<String> helos = new LinkedHashSet<>();
  private final Set<String> senders = new LinkedHashSet<>();
  private final Set<String> relaying = new LinkedHashSet<>();
  private final Set<String> recipients = new LinkedHashSet<>();
  private final List<String> domains = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private final SampleClients making = new SampleClients();

  /// The sample of a system.
  public static String of(FormerSystem system) {
    CompareSample sample = new CompareSample();
    system.tell(sample);
    return sample.text();
  }

  /// Clients that a rule is about: an address, a network, `10.1.2.`, `=name`, `.domain`.
  void client(String pattern, String place) {
    List<SampleClients.Client> made = making.of(pattern);
    clients.addAll(made);
    if (made.isEmpty()) {
      unread.add(place + ": " + pattern);
    }
  }

  /// A domain whose mail the old system takes.
  void domain(String name) {
    domains.add(name);
  }

  void helo(String entry, String place) {
    add(helos, SampleNames.ofName(entry), entry, place);
  }

  void sender(String entry, String place) {
    add(senders, SampleNames.ofAddress(entry, "example.net"), entry, place);
  }

  /// A sender that may send anywhere.
  void relayingSender(String entry, String place) {
    add(relaying, SampleNames.ofAddress(entry, "example.net"), entry, place);
  }

  void recipient(String entry, String place) {
    add(recipients, SampleNames.ofAddress(entry, ours()), entry, place);
  }

  private void add(Set<String> to, List<String> made, String entry, String place) {
    to.addAll(made);
    if (made.isEmpty()) {
      unread.add(place + ": " + entry);
    }
  }

  private String ours() {
    return domains.stream().filter(each -> each.indexOf('.') > 0).findFirst().orElse("example.com");
  }

  private String text() {
    Set<String> rows = new LinkedHashSet<>();
    String ann = "ann@" + ours();
    rows.add(row(STRANGER, NAME, NAME, SENDER, ann));
    rows.add(row(STRANGER, NAME, NAME, SENDER, NOT_OURS));
    rows.add(row(STRANGER, NAME, NAME, "<>", ann));
    for (SampleClients.Client client : clients) {
      String address = client.address();
      String name = client.name();
      String ident = client.ident().map(user -> " " + user).orElse("");
      rows.add(row(address, name, NAME, SENDER, ann) + ident);
      rows.add(row(address, name, NAME, SENDER, NOT_OURS) + ident);
    }
    helos.forEach(helo -> rows.add(row(STRANGER, NAME, helo, SENDER, ann)));
    senders.forEach(sender -> rows.add(row(STRANGER, NAME, NAME, sender, ann)));
    relaying.forEach(sender -> rows.add(row(STRANGER, NAME, NAME, sender, NOT_OURS)));
    for (String domain : domains) {
      for (String to : SampleNames.ofAddress("@" + domain, domain)) {
        rows.add(row(STRANGER, NAME, NAME, SENDER, to));
      }
    }
    recipients.forEach(to -> rows.add(row(STRANGER, NAME, NAME, SENDER, to)));
    return page(rows);
  }

  private static String row(String client, String name, String helo, String from, String to) {
    return ROW.formatted(client, name, helo, from, to);
  }

  private String page(Set<String> rows) {
    StringBuilder page = new StringBuilder();
    page.append("# Made of the old rules: for each one whom it is about, and a neighbour.\n")
        .append("# Add clients from the old log; - stands for \"none\".\n")
        .append(ROW.formatted("# client", "name", "helo", "from", "to   [ident]"))
        .append('\n');
    rows.stream().limit(MOST_ROWS).forEach(row -> page.append(row).append('\n'));
    if (rows.size() > MOST_ROWS) {
      page.append("# and %,d more that are not written%n".formatted(rows.size() - MOST_ROWS));
    }
    unread.forEach(rule -> page.append("# write one yourself for ").append(rule).append('\n'));
    return page.append(
            """

            # Answers of DNS. With one such line nobody is asked, and what is not written does not exist; without
            # any, the name servers of weir.toml are asked. A client's name above leads back to its address.
            #dns example.net MX 10 mail.example.net
            #dns 2.0.0.127.bl.example.org A 127.0.0.2
            #dns 2.0.0.127.bl.example.org TXT "a test entry"
            #dns slow.example SERVFAIL
            """)
        .toString();
  }
}

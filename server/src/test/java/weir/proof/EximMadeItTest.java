package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.account.AccountBook;
import weir.attribution.DoorOrigins;
import weir.maillog.EximLog;
import weir.maillog.LogRead;
import weir.maillog.OwnFileFraming;
import weir.observation.LogJoin;
import weir.observation.Origin;
import weir.observation.Passage;
import weir.observation.Passages;
import weir.observation.Writer;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// What a real Exim makes of messages by itself is nobody's sending, and what a customer's program
/// says that it is made of is the customer's own.
class EximMadeItTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ROUTERS =
      """
      filtered:
        driver = redirect
        domains = example.com
        local_parts = filtered
        allow_filter
        data = "#Exim filter\\nmail to $sender_address subject away text gone"
        user = u2001
        reply_transport = answer_as_user
      office:
        driver = accept
        domains = example.com
        local_parts = office
        transport = answer
      """;

  private static final String TRANSPORTS =
      """
      answer_as_user:
        driver = autoreply
      answer:
        driver = autoreply
        to = $sender_address
        subject = away
        text = gone
      """;

  private static void send(PeerHost host, String arguments) {
    host.runAs("u2001", "printf 'Subject: x\\n\\nhello\\n' | exim4 -i " + arguments).orFail();
  }

  private static String log(PeerHost host) throws IOException {
    return Files.readString(host.file("/var/log/exim4/mainlog"));
  }

  /// Ids of the messages with such lines.
  private static List<String> ids(String log, String words) {
    return log.lines()
        .filter(line -> line.contains(words))
        .map(line -> line.split(" ")[2])
        .toList();
  }

  private static List<Origin> origins(Map<String, Passage> passages, List<String> ids) {
    return ids.stream().map(id -> passages.get(id).origin()).toList();
  }

  private static Map<String, Passage> passages(String log) {
    AccountBook book = AccountBook.of(List.of(), List.of(), Map.of());
    Passages all =
        new Passages((_, _) -> Optional.empty(), DoorOrigins.by(book, Set.of()), 1_000, 1);
    LogJoin join = new LogJoin("exim", "web1", 1_000, Duration.ofDays(6));
    OwnFileFraming framing = new OwnFileFraming(ZoneId.of("UTC"), "exim");
    log.lines()
        .flatMap(line -> framing.read(line, Instant.now()).stream())
        .forEach(line -> {
          if (new EximLog().read(line) instanceof LogRead.Told told) {
            join.read(line, told, Writer.SERVER).forEach(all::take);
          }
        });
    return all.changes().updated().stream()
        .collect(Collectors.toMap(passage -> passage.first().key().id(), passage -> passage));
  }

  @Test
  void whatEximMakesItselfIsToldFromWhatACustomerSaysIsMade() throws IOException {
    try (PeerHost host = PeerRoot.require("exim").start()) {
      host.run("useradd", "-m", "-u", "2001", "u2001").orFail();
      Exim exim =
          Exim.start(
              host, "untrusted_set_sender = *\nlog_selector = +subject\n", ROUTERS, TRANSPORTS);
      send(host, "-f ann@example.com office@example.com");
      send(host, "-f ann@example.com nosuch@example.com");
      send(host, "-f ann@example.com filtered@example.com");
      exim.settle(PATIENCE);
      String customers = ids(log(host), " <= ann@example.com ").getFirst();
      send(host, "-E" + customers + " -f '<>' bob@example.com");
      exim.settle(PATIENCE);

      String log = log(host);
      List<String> own = ids(log, " U=Debian-exim ");
      List<String> customersOwn = ids(log, " U=u2001 ");
      assertThat(own).as("what is only filtered is refused, too").hasSize(3);
      assertThat(customersOwn).hasSize(5);
      assertThat(log).contains(" <= <> R=" + customers + " U=u2001 ");
      Map<String, Passage> passages = passages(log);
      assertThat(origins(passages, own))
          .containsExactlyInAnyOrder(Origin.AUTOMATIC, Origin.BOUNCE, Origin.BOUNCE);
      assertThat(origins(passages, customersOwn)).containsOnly(Origin.AUTHORED);
      String office = ids(log, " => office <office@example.com> ").getFirst();
      assertThat(passages.values())
          .filteredOn(passage -> passage.origin() == Origin.AUTOMATIC)
          .singleElement()
          .satisfies(answer -> assertThat(answer.parent()).hasValue(passages.get(office).id()));
    }
  }
}

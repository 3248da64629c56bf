package weir.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.passages.PassageSearch;
import weir.passages.PassageStore;
import weir.passages.Sender;
import weir.passages.Senders;
import weir.sink.SinkMta;
import weir.testkit.Until;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// "The server is slow, who is it?": a real Postfix, on which a customer's script floods the queue
/// while others send a little; the server follows its log and knows its customers.
class WhoIsItTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FLOOD = 120;

  private static final String ACCOUNTS =
      """
      [accounts.shop.uids]
      web1 = [2001]

      [accounts.club.uids]
      web1 = [2002]
      """;

  @TempDir private Path folder;
  private final PeerRoot root = PeerRoot.require("postfix");
  @AutoClose private final SinkMta sink = SinkMta.start();

  private Stand.Plan plan(PeerHost host) throws IOException {
    Path accounts = Files.writeString(folder.resolve("accounts.toml"), ACCOUNTS, UTF_8);
    return Stand.in(folder)
        .hop(sink.port())
        .set("directory.sources.file.type", "'toml'")
        .set("directory.sources.file.file", "'" + accounts + "'")
        .set("logs.web1.file", "'" + host.file("/var/log/postfix.log") + "'")
        .set("logs.web1.host", "'web1'");
  }

  private static void addUsers(PeerHost host) {
    for (String uid : List.of("2001", "2002")) {
      host.run("useradd", "-u", uid, "u" + uid).orFail();
    }
  }

  private static void send(PeerHost host, String user, int messages) {
    String script =
        "for i in $(seq %d); do printf 'Subject: Offer %%s\\n\\nx\\n' $i | /usr/sbin/sendmail -i a@far.example b@far.example; done"
            .formatted(messages);
    host.runAs(user, script).orFail();
  }

  private Optional<Sender> sender(String account) {
    Senders senders = new Senders();
    if (!Files.exists(folder.resolve(PassageStore.FILE))) {
      return Optional.empty();
    }
    try (PassageSearch search = PassageSearch.open(folder)) {
      Instant now = Instant.now();
      search.between(now.minus(Duration.ofHours(1)), now.plusSeconds(60), senders::add);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return senders.most(10).stream()
        .filter(each -> each.account().filter(account::equals).isPresent())
        .findFirst();
  }

  private void await(String account, int messages) {
    Until.holds(PATIENCE, () -> sender(account).map(Sender::messages).orElse(0) >= messages);
  }

  @Test
  void theScriptThatFloodsIsNamedAlsoAcrossARotationAndARestart() throws IOException {
    try (PeerHost host = root.start()) {
      Postfix.start(host, "defer_transports = error\n", "");
      addUsers(host);
      try (Stand stand = plan(host).start()) {
        send(host, "u2001", FLOOD);
        send(host, "u2002", 2);
        await("shop", FLOOD);
        await("club", 2);
      }
      host.run("postfix", "logrotate").orFail();
      send(host, "u2002", 3);
      try (Stand stand = plan(host).start()) {
        send(host, "u2002", 1);
        await("club", 6);
      }
    }
    Sender shop = sender("shop").orElseThrow();
    assertThat(shop.messages()).isEqualTo(FLOOD);
    assertThat(shop.recipients()).isEqualTo(2 * FLOOD);
    assertThat(shop.waiting()).isEqualTo(2 * FLOOD);
    assertThat(shop.identity()).contains("uid 2001 on web1");
    assertThat(sender("club")).map(Sender::messages).contains(6);
  }
}

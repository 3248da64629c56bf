package weir.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.attribution.Confidence;
import weir.cli.Here;
import weir.maillog.Entrance;
import weir.observation.Arrival;
import weir.observation.Observation;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;
import weir.observation.Witness;
import weir.observation.Writer;
import weir.passages.Laid;
import weir.passages.PassageStore;

/// `weir trace` where only a syslog file tells of a message. Whoever can run a program on a web
/// server can write all lines of a message that never was (`logger -t postfix/pickup`), and send
/// its header as a complaint.
class TraceOfSyslogTest {
  private static final Instant AT = Instant.parse("2026-11-25T07:00:00Z");

  private static final String TOP =
      """
      Received: from %1$s.provider.example (%1$s.provider.example [%2$s])
       by mx.reporter.example (Postfix) with ESMTP id 4F1; Wed, 25 Nov 2026 07:00:09 +0000
      """;

  private static final String UID =
      "Received: by web1.provider.example (Postfix, from userid 2001)\n"
          + " id A9; Wed, 25 Nov 2026 07:00:00 +0000\n";

  private static final String LOGIN =
      "Received: from pc (pc [203.0.113.9]) (Authenticated sender: ann@shop.example)\n"
          + " by %s.provider.example (Postfix) with ESMTPSA id A9; Wed, 25 Nov 2026 07:00:00 +0000\n";

  @TempDir private Path folder;

  /// As an earlier version kept it: as sure as any log.
  private void known(String host, Entrance by, Writer writer, String account) throws SQLException {
    Passages passages = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 10, 1);
    QueueKey key = new QueueKey(host, "A9", AT);
    passages.take(
        Arrival.of(key)
            .toldBy(new Witness("log", host, AT, writer))
            .by(by)
            .from("a@b.example")
            .messageId("1@b.example")
            .subject("Offer")
            .entered());
    passages.take(new Observation.Ended(new Witness("log", host, AT.plusSeconds(9), writer), key));
    Laid laid =
        new Laid(
            passages.changes().updated().getFirst(),
            Optional.of(account),
            Optional.of(by instanceof Entrance.Program ? "uid 2001 on web1" : "login ann"),
            by instanceof Entrance.Program ? "local user" : "login",
            Confidence.STRONG,
            Optional.empty());
    try (PassageStore store = PassageStore.open(folder, InstantSource.fixed(Here.NOW))) {
      store.write(new PassageStore.News(List.of(laid), List.of(), List.of(), Map.of()));
    }
  }

  private static Entrance uid() {
    return new Entrance.Program(OptionalLong.of(2001), Optional.empty());
  }

  private static Entrance login() {
    return new Entrance.Client(
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Entrance.Login("PLAIN", "ann@shop.example")));
  }

  private String trace(String header) throws IOException {
    Path file = Files.writeString(folder.resolve("complaint"), header + "\n");
    return Here.in(folder).run("trace", file.toString()).out();
  }

  private static String top(String host) {
    return TOP.formatted(host, host.equals("web1") ? "45.51.100.11" : "45.51.100.1");
  }

  @Test
  void hostile_aMessageThatAnyUserOfAWebServerCanHaveMadeUpIsLikelyAtMost()
      throws SQLException, IOException {
    known("web1", uid(), Writer.ANY_USER, "club");
    assertThat(trace(top("web1") + UID))
        .startsWith("Account club, likely, by local user")
        .contains(
            "likely     it stands in the logs of our mail servers\n",
            "likely     web1: handed in by a process of uid 2001\n",
            "why: read from syslog, into which any local user can write in the server's name\n",
            "would settle it: the journal, a file that the server writes itself, or its queue")
        .doesNotContain("strong     our mail", "strong     web1");
  }

  @Test
  void whatOnlyTheServerCanHaveWrittenIsStrong() throws SQLException, IOException {
    known("web1", uid(), Writer.SERVER, "club");
    assertThat(trace(top("web1") + UID))
        .startsWith("Account club, strong, by local user")
        .contains("strong     our mail servers wrote it down\n");
  }

  @Test
  void theSyslogOfAHostWithoutCustomersProgramsIsStrong() throws SQLException, IOException {
    known("mail1", login(), Writer.ANY_USER, "shop");
    assertThat(trace(top("mail1") + LOGIN.formatted("mail1")))
        .startsWith("Account shop, strong, by login")
        .contains("by its roles no customer's program runs there");
  }

  @Test
  void hostile_aCollectorsFileIsLikelyAtMostWhateverTheHostIs() throws SQLException, IOException {
    known("mail1", login(), Writer.ANY_HOST, "shop");
    assertThat(trace(top("mail1") + LOGIN.formatted("mail1")))
        .startsWith("Account shop, likely, by login")
        .contains("read from a collector's file");
  }

  /// Who was honest, the log or whoever shows the header, nothing tells.
  @Test
  void hostile_whereSyslogAndHeaderLeadToTwoNeitherIsMoreThanAClaim()
      throws SQLException, IOException {
    known("web1", uid(), Writer.ANY_USER, "club");
    String page = trace(top("web1") + LOGIN.formatted("web1"));
    assertThat(page)
        .startsWith("Account club, claimed, by local user")
        .contains("claimed    the header leads to shop\n")
        .contains("they lead to different accounts, and the log is read from syslog");
  }
}

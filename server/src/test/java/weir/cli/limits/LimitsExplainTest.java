package weir.cli.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.api.AccountStanding;
import weir.api.Answer;
import weir.api.ControlSocket;
import weir.cli.Here;
import weir.incident.Rung;
import weir.leases.Enabled;
import weir.leases.LeaseAct;
import weir.leases.LeaseStore;
import weir.limits.ReadySet;
import weir.meter.Metered;
import weir.meter.Meters;
import weir.meter.Nest;
import weir.net.IpPrefix;
import weir.standing.Standings;
import weir.watch.MeterFile;

class LimitsExplainTest {
  private static final String ACCOUNTS =
      """
      weir-directory-1,2026-11-25T08:00:00Z
      shop,The shop,,big,,,,,,,,,,,,,,,,,,
      shop,,,,,,,,,anna@shop.example,,,,,,,,,,,,
      end
      """;

  @TempDir private Path folder;

  @BeforeEach
  void accounts() throws IOException {
    Files.createDirectories(folder.resolve("directory"));
    Files.writeString(folder.resolve("directory/panel.csv"), ACCOUNTS);
    Files.writeString(folder.resolve("panel.csv"), "");
    Files.writeString(
        folder.resolve("directory.toml"),
        "sources.panel = {type = \"csv\", file = \"panel.csv\"}\n");
  }

  private Here.Ran run(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "limits";
    words[1] = "explain";
    System.arraycopy(more, 0, words, 2, more.length);
    return Here.in(folder).run(words);
  }

  private static Meters meters() {
    Meters meters = new Meters(100);
    Nest anna = Nest.ofLogin("anna@shop.example", "shop.example", "shop", "mail1");
    for (int i = 0; i < 6; i++) {
      meters.take(
          new Metered.Sent(
              Here.NOW,
              anna,
              2,
              OptionalLong.empty(),
              Optional.of("anna@shop.example"),
              Optional.empty(),
              IpPrefix.parse("198.51.100.0/24"),
              Optional.empty()),
          Here.NOW);
    }
    return meters;
  }

  private void written() throws IOException {
    new MeterFile(folder).write(meters(), 1);
    Files.setLastModifiedTime(folder.resolve("meters.bin"), FileTime.from(Here.NOW));
  }

  @Test
  void withoutAServerItIsToldWhatOneWroteDownLast() throws IOException, SQLException {
    written();
    try (LeaseStore store = LeaseStore.open(folder)) {
      store.enable(
          new Enabled("many-networks", Rung.HOLD, "ops", Here.NOW),
          new LeaseAct("a", Here.NOW, "rule-enabled", "ops", Optional.empty(), ""));
    }
    Here.Ran ran = run("shop");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains(
            "shop, as a server wrote it down that does not run, at 2026-11-25 09:00:00Z",
            "account shop\n",
            "login anna@shop.example\n",
            "Nothing is usual for it before two weeks of history.",
            "  burst: does not hold\n    now: recipients_1h 12\n"
                + "    would hold at: recipients_1h 300\n",
            "    then: staff are told, and nothing is done",
            "  many-networks: does not hold\n",
            "    would hold at: no figure alone would do\n",
            "    then: responses up to hold",
            "  many-senders-of-login: does not hold\n"
                + "    now: messages_10m 6, senders_10m 1\n");
    assertThat(run("shop", "--json").out())
        .contains("\"is_running\":false", "\"would_hold_at\":[{");
  }

  @Test
  void theRunningServerIsAskedFirst() throws IOException {
    AccountBook book =
        AccountBook.of(
            List.of(Account.of("shop")),
            List.of(Tenure.always(new Identity.Login("anna@shop.example"), "shop")),
            Map.of());
    Standings standings = new Standings(meters(), ReadySet.DEFAULT.limits(), book, Here.NOW);
    try (var _ =
        ControlSocket.open(
            folder,
            (_, _) -> {
              Optional<AccountStanding> found = standings.of("shop");
              return found.isPresent() ? found.get() : new Answer.Failed("none");
            })) {
      assertThat(run("shop").out())
          .startsWith("shop, as the running server counts it at 2026-11-25 09:00:00Z\n")
          .contains("  burst: does not hold\n    now: recipients_1h 12\n");
    }
  }

  @Test
  void whatCannotBeToldIsSaid() throws IOException {
    assertThat(run("shop").err()).contains("no server runs, and none has ever counted anything");
    written();
    Here.Ran ran = run("unknown");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("the directory knows no account unknown");
  }
}

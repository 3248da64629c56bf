package weir.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.cli.Here;
import weir.cli.accounts.Sent;
import weir.config.ByteSize;
import weir.incident.Incident;
import weir.incident.Sign;
import weir.incident.State;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.meter.Kind;
import weir.meter.MeterKey;
import weir.rehearsal.HandClock;

class EvidenceTest {
  private static final MeterKey ANNA = new MeterKey(Kind.LOGIN, "anna@shop.example");
  private static final Instant BEGAN = Here.NOW.minus(Duration.ofMinutes(3));
  private static final Incident INCIDENT =
      new Incident(
          "0123456789abc",
          ANNA,
          Optional.of("shop"),
          BEGAN,
          Here.NOW,
          State.OPEN,
          Optional.empty(),
          new Incident.Sent(4, 12, 4, 12),
          Optional.empty(),
          Optional.empty());
  private static final String MESSAGE =
      "Received: from x ([192.0.2.7]) by web1\r\n"
          + "From: anna@shop.example\r\n"
          + "To: \"Robert Smith\" <bob@example.net>,\r\n sue@example.org\r\n"
          + "Message-ID: <1@shop.example>\r\n"
          + "X-Info: for bob@example.net\r\n"
          + "\r\n"
          + "Dear bob@example.net\r\n";

  @TempDir private Path folder;

  private void sent() throws SQLException {
    new Sent()
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(4), 2)
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(2), 3)
        .keep(folder);
  }

  private EvidenceTaker taker(EvidenceSettings settings, Samples samples) {
    return new EvidenceTaker(folder, settings, samples, InstantSource.fixed(Here.NOW));
  }

  private static Samples always(String text) {
    return (_, most) -> {
      byte[] octets = text.getBytes(UTF_8);
      byte[] some = java.util.Arrays.copyOf(octets, Math.min(most, octets.length));
      return Optional.of(new Samples.Beginning(some, octets.length));
    };
  }

  private Map<String, String> bundle(boolean whole) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written(whole)))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        files.put(each.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  private byte[] written(boolean whole) throws IOException {
    Bundle.Case of =
        new Bundle.Case(
            INCIDENT,
            List.of(new Sign(BEGAN, "many", ANNA, "4 messages\twithin")),
            List.of(),
            List.of(),
            Optional.of(Here.NOW.minus(Duration.ofMinutes(1))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Bundle(folder, whole).write(of, out);
    return out.toByteArray();
  }

  @Test
  void whatIsThereIsTakenWithItsHashAndMakesTheSameBundleEachTime()
      throws SQLException, IOException {
    sent();
    taker(new EvidenceSettings(new ByteSize(1 << 20), 2, new ByteSize(16 << 10)), always(MESSAGE))
        .takeNow(INCIDENT);
    Map<String, String> files = bundle(true);
    assertThat(files.keySet())
        .contains(
            "README.txt",
            "SHA256SUMS",
            "acts.tsv",
            "incident.txt",
            "pieces.tsv",
            "responses.tsv",
            "sent.tsv",
            "signs.tsv")
        .filteredOn(name -> name.startsWith("samples/"))
        .hasSize(2);
    assertThat(files.get("sent.tsv").lines()).hasSize(6);
    assertThat(files.get("sent.tsv"))
        .contains("\t192.0.2.7\t192.0.2.0/24\ta@shop.example\t3\t")
        .doesNotContain("\u001b");
    assertThat(files.get("signs.tsv"))
        .contains("\tmany\tlogin anna@shop.example\t4 messages within");
    assertThat(files.get("incident.txt"))
        .contains("4 messages to 12 recipients in an hour")
        .contains("Until a response took effect: 3 more messages to 9 recipients");
    files.forEach((name, text) -> {
      if (!name.equals("SHA256SUMS")) {
        assertThat(files.get("SHA256SUMS"))
            .contains(Piece.sha256(text.getBytes(UTF_8)) + "  " + name + "\n");
      }
    });
    assertThat(files.get("pieces.tsv")).contains(Piece.sha256(MESSAGE.getBytes(UTF_8)));
    assertThat(written(true)).isEqualTo(written(true));
  }

  @Test
  @Timeout(60) // only a defect reaches it
  void whatAResponseHoldsComesLaterAndIsTakenThen() throws Exception {
    sent();
    HandClock clock = new HandClock();
    AtomicBoolean isHeld = new AtomicBoolean();
    CountDownLatch looked = new CountDownLatch(1);
    Samples later =
        (leg, most) -> {
          looked.countDown();
          return isHeld.get() ? always(MESSAGE).of(leg, most) : Optional.empty();
        };
    try (EvidenceTaker taker =
        new EvidenceTaker(folder, EvidenceSettings.standard(), later, clock)) {
      taker.start();
      taker.take(INCIDENT);
      looked.await();
      isHeld.set(true);
      while (bundle(true).keySet().stream().noneMatch(it -> it.startsWith("samples/"))) {
        clock.later(Duration.ofMinutes(1));
        Thread.onSpinWait();
      }
    }
    assertThat(sample(bundle(true))).isEqualTo(MESSAGE);
  }

  @Test
  void recipientsAreLeftOutUnlessTheyAreWanted() throws SQLException, IOException {
    sent();
    taker(EvidenceSettings.standard(), always(MESSAGE)).takeNow(INCIDENT);
    String redacted = sample(bundle(false));
    assertThat(redacted)
        .contains(
            "From: anna@shop.example\n",
            "To: xxx@example.net, xxx@example.org\n",
            "Message-ID: <1@shop.example>\n",
            "X-Info: for xxx@example.net\n",
            "Dear xxx@example.net\n")
        .doesNotContain("bob", "sue", "Smith");
    assertThat(sample(bundle(true))).isEqualTo(MESSAGE);
    assertThat(bundle(false).get("pieces.tsv")).isEqualTo(bundle(true).get("pieces.tsv"));
  }

  private static String sample(Map<String, String> files) {
    return files.entrySet().stream()
        .filter(it -> it.getKey().startsWith("samples/"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEncodedBodyIsLeftOut() {
    Redaction redaction = new Redaction(Set.of());
    String coded = "Content-Transfer-Encoding: BASE64\n\nYm9iQGV4YW1wbGUubmV0\n";
    assertThat(new String(redaction.of(coded.getBytes(UTF_8)), UTF_8))
        .contains("the body is left out")
        .doesNotContain("Ym9i");
  }

  @Test
  void theOldestIncidentGoesWhenThereIsNoRoom() throws SQLException {
    try (EvidenceStore store = EvidenceStore.open(folder)) {
      for (int i = 0; i < 4; i++) {
        byte[] octets = new byte[400];
        store.keep(
            new Piece("incident" + i, "sent.tsv", Here.NOW.plusSeconds(i), "weir", octets, 400),
            1_000);
      }
      assertThat(store.of("incident0")).isEmpty();
      assertThat(store.of("incident1")).isEmpty();
      assertThat(store.of("incident2")).hasSize(1);
      assertThat(store.of("incident3")).hasSize(1);
    }
  }

  @Test
  void whatWasChangedSinceIsNoEvidence() throws SQLException {
    try (EvidenceStore store = EvidenceStore.open(folder)) {
      store.keep(new Piece("i", "sent.tsv", Here.NOW, "weir", new byte[] {1}, 1), 1_000);
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("evidence.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE piece SET octets = x'02'");
    }
    try (EvidenceStore store = EvidenceStore.look(folder)) {
      assertThatThrownBy(() -> store.of("i")).hasMessageContaining("is not what was kept");
    }
  }

  @Test
  void aNameFromAForeignServerLeadsNowhere() {
    assertThat(Piece.safe("../../etc/passwd")).isEqualTo("______etc_passwd");
  }

  @Test
  void aQueueThatCannotBeReadLeavesTheRest() throws SQLException, IOException {
    sent();
    taker(
            EvidenceSettings.standard(),
            (_, _) -> {
              throw new IOException("no queue");
            })
        .takeNow(INCIDENT);
    assertThat(bundle(false)).containsKey("sent.tsv");
  }

  private List<String> lines() throws IOException {
    return SeenTexts.of(folder, INCIDENT, EvidenceTaker.sent(folder, INCIDENT)).lines();
  }

  private static Likeness likeness(long template, String... links) {
    return new Likeness(Optional.of(new Template(template)), List.of(links));
  }

  @Test
  void whatTextsHaveInCommonIsToldOfMessagesWhoseTextWasSeen() throws SQLException, IOException {
    new Sent()
        .likeness(likeness(1, "evil.example", "shop.example"))
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(4), 3)
        .likeness(likeness(3, "evil.example"))
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(3), 1)
        .likeness(likeness(-1))
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(2), 1)
        .likeness(Likeness.NONE)
        .login("shop", "anna@shop.example", "192.0.2.7", Duration.ofMinutes(2), 7)
        .keep(folder);
    assertThat(lines())
        .containsExactly(
            "one template in 4 of 5 messages whose text was seen",
            "links of 5 messages whose text was seen: evil.example (4), shop.example (3)");
    taker(new EvidenceSettings(new ByteSize(1 << 20), 2, new ByteSize(16 << 10)), always(MESSAGE))
        .takeNow(INCIDENT);
    Map<String, String> files = bundle(true);
    assertThat(files.get("incident.txt")).contains("evil.example (4), shop.example (3)");
    assertThat(files.get("sent.tsv"))
        .contains("how_sure\ttemplate\tlinks\n", "\t0000000000000001\tevil.example shop.example\n");
  }

  @Test
  void whereNoTextWasSeenOnItsWayTheSamplesTellIt() throws SQLException, IOException {
    sent();
    assertThat(lines()).isEmpty();
    String text =
        "Subject: a\r\n\r\nDear Anna, please look at the new offer that waits for you today\r\n"
            + "http://evil.example/x\r\n";
    taker(new EvidenceSettings(new ByteSize(1 << 20), 2, new ByteSize(16 << 10)), always(text))
        .takeNow(INCIDENT);
    assertThat(lines())
        .containsExactly("one template in 2 of 2 samples", "links of 2 samples: evil.example (2)");
  }
}

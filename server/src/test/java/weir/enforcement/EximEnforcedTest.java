package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.EximHand;
import weir.agent.queue.Spool;
import weir.config.ByteSize;
import weir.queues.QueueDesk;
import weir.queues.QueueSettings;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.Until;
import weir.testkit.peers.Exim;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Exim with the ACLs that the manual prints.
class EximEnforcedTest {
  private static final Target ANNA = new Target.Login("anna@example.net");
  private static final Target USER = new Target.LocalUser("web1", "2001");
  private static final Path MANUAL =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/enforcement.md");

  private static final String LOGINS =
      """
      begin authenticators
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = ${if eq{$auth3}{secret}}
        server_set_id = $auth2
      """;

  @TempDir private Path folder;
  private PeerHost host;
  private Exim exim;
  private PlaceOfLeases place;

  @BeforeEach
  void start() throws Exception {
    host = PeerRoot.require("exim").start();
    host.run("useradd", "--uid", "2001", "u2001");
    host.run("install", "-d", "/etc/exim4/weir").orFail();
    exim =
        Exim.start(
            host,
            "queue_only\n",
            "later:\n  driver = redirect\n  allow_defer\n  data = :defer: later\n  domains = example.org\n",
            LOGINS);
    change(
        Map.of(
            "begin acl\n",
            "acl_not_smtp_start = weir_local_start\nacl_not_smtp = weir_local\nbegin acl\n"
                + printed(),
            "\nmail:\n  accept",
            "\nmail:\n  require acl = weir_mail\n  accept",
            "  require verify = recipient\n",
            "  require acl = weir_rcpt\n"));
    QueueDesk desk = desk();
    EximPoint point =
        new EximPoint(
            "exim",
            host.file("/etc/exim4/weir"),
            "web1",
            Optional.of(new QueueSweep(() -> desk, new HostPrograms(host), new Random(1))));
    place = new PlaceOfLeases(folder, point, new HostPrograms(host));
  }

  @AfterEach
  void end() throws Exception {
    if (place != null) {
      place.close();
    }
    if (host != null) {
      host.close();
    }
  }

  /// Changes its configuration, and has it read anew.
  private void change(Map<String, String> parts) throws IOException {
    Path file = host.file("/etc/exim4/exim4.conf");
    String text = Files.readString(file);
    for (Map.Entry<String, String> part : parts.entrySet()) {
      assertThat(text).containsOnlyOnce(part.getKey());
      text = text.replace(part.getKey(), part.getValue());
    }
    Files.writeString(file, text);
    int before = count("daemon started");
    host.run("sh", "-c", "kill -HUP $(cat /run/exim4/exim.pid)").orFail();
    Until.holds(() -> count("daemon started") > before);
    Until.holds(() -> count("End queue run") == count("daemon started"));
  }

  private int count(String words) {
    return exim.log().split(words, -1).length;
  }

  private static String printed() throws IOException {
    Matcher block =
        Pattern.compile("```exim\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private QueueDesk desk() {
    QueueSettings settings =
        new QueueSettings(
            Optional.of(Spool.Server.EXIM),
            Optional.of(host.file("/var/spool/exim4")),
            1,
            600,
            Duration.ofDays(14),
            new ByteSize(1_000_000),
            "exim4",
            EximHand.Hold.NAMED_QUEUE,
            List.of(),
            List.of(),
            Duration.ofSeconds(1));
    return new QueueDesk(settings, folder, new HostPrograms(host), InstantSource.system());
  }

  private Conversation anna() throws IOException {
    Conversation open = Conversation.with(exim.port());
    open.say("EHLO client.example.net");
    String plain = "\0anna@example.net\0secret";
    String encoded = Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    assertThat(open.say("AUTH PLAIN " + encoded)).startsWith("235");
    return open;
  }

  private static void send(Conversation open) throws IOException {
    assertThat(open.say("MAIL FROM:<anna@example.net>")).startsWith("250");
    assertThat(open.say("RCPT TO:<x@example.org>")).startsWith("250");
    assertThat(open.say("DATA")).startsWith("354");
    assertThat(open.say("Subject: x\r\n\r\nx\r\n.")).startsWith("250");
  }

  private int usual() {
    return Integer.parseInt(host.run("exim4", "-bpc").orFail().output().strip());
  }

  private int held() {
    return Integer.parseInt(host.run("exim4", "-qGweir-held", "-bpc").orFail().output().strip());
  }

  private int runAsUser(String recipients) {
    return host.runAs("u2001", "printf 'Subject: x\\n\\nx\\n' | exim4 -i " + recipients).exit();
  }

  @Test
  void aDeniedLoginIsToldSoAtItsNextMessageAndItsQueueIsHeldUntilItEnds() throws Exception {
    place.begin("l0", new Target.Login("bob@example.com"), new Response.Hold());
    place.round();
    try (Conversation open = anna()) {
      send(open);
      place.begin("l1", ANNA, new Response.DenyLogin());
      assertThat(place.round()).isTrue();
      assertThat(open.say("MAIL FROM:<anna@example.net>"))
          .startsWith("535-5.7.8 This login cannot send mail");
      assertThat(open.isEnded()).isTrue();
    }
    assertThat(List.of(usual(), held())).containsExactly(0, 1);
    place.end(ANNA);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(1, 0);
    try (Conversation again = anna()) {
      send(again);
    }
    assertThat(usual()).isEqualTo(2);
  }

  @Test
  void whatIsHeldLiesInTheNamedQueueAndNobodyTriesIt() throws Exception {
    change(Map.of("\nqueue_only\n", "\n"));
    place.begin("l1", ANNA, new Response.Hold());
    assertThat(place.round()).isTrue();
    try (Conversation open = anna()) {
      send(open);
      assertThat(List.of(usual(), held())).containsExactly(0, 1);
      place.end(ANNA);
      place.round();
      send(open);
    }
    Until.holds(() -> exim.log().contains("== x@example.org"));
    host.run("exim4", "-qff").orFail();
    assertThat(List.of(usual(), held())).containsExactly(1, 1);
    assertThat(
            exim.log()
                .lines()
                .filter(it -> it.contains("== x@example.org"))
                .map(it -> it.split(" ")[2])
                .distinct())
        .hasSize(1);
  }

  @Test
  void aHoldOfADomainIsThatOfItsLoginsAndOfNobodyElse() throws Exception {
    place.begin("l1", new Target.OfDomain("example.net"), new Response.Hold());
    place.begin("l2", new Target.Login("bob@example.com"), new Response.Hold());
    place.round();
    try (Conversation open = anna()) {
      send(open);
    }
    assertThat(held()).isEqualTo(1);
    assertThat(runAsUser("x@example.org")).isZero();
    assertThat(List.of(usual(), held())).containsExactly(1, 1);
  }

  @Test
  void whatAnotherLeaseHoldsStaysHeldUntilThatOneEnds() throws Exception {
    Target domain = new Target.OfDomain("example.net");
    try (Conversation open = anna()) {
      send(open);
    }
    place.begin("l1", ANNA, new Response.Hold());
    place.round();
    place.begin("l2", domain, new Response.Hold());
    place.round();
    place.end(ANNA);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(0, 1);
    place.begin("l3", ANNA, new Response.Hold());
    place.round();
    place.end(domain);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(0, 1);
    place.end(ANNA);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(1, 0);
  }

  @Test
  void whatHasLeftTheQueueIsNotSoughtWhenOtherHoldsEnd() throws Exception {
    Target bob = new Target.Login("bob@example.com");
    try (Conversation open = anna()) {
      send(open);
    }
    place.begin("l1", ANNA, new Response.Hold());
    place.round();
    host.run("find", "/var/spool/exim4/weir-held/input", "-type", "f", "-delete").orFail();
    place.end(ANNA);
    assertThat(place.round()).isTrue();
    int acts = desk().acts().all().size();
    place.begin("l2", bob, new Response.Hold());
    place.round();
    place.end(bob);
    assertThat(place.round()).isTrue();
    assertThat(desk().acts().all()).hasSize(acts);
  }

  @Test
  void aUserThatIsHeldByItsNameStaysHeldWhenTheLeaseOfItsNumberEnds() throws Exception {
    Target byName = new Target.LocalUser("web1", "u2001");
    assertThat(runAsUser("x@example.org")).isZero();
    place.begin("l1", USER, new Response.Hold());
    place.round();
    place.begin("l2", byName, new Response.Hold());
    place.round();
    place.end(USER);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(0, 1);
    place.end(byName);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(1, 0);
  }

  @Test
  void whatIsOverTheRateIsRefusedForNowAndDoesNotCount() throws Exception {
    place.begin("l1", ANNA, new Response.Throttle(2));
    place.round();
    try (Conversation open = anna()) {
      assertThat(open.say("MAIL FROM:<anna@example.net>")).startsWith("250");
      assertThat(open.say("RCPT TO:<a@example.org>")).startsWith("250");
      assertThat(open.say("RCPT TO:<b@example.org>")).startsWith("250");
      for (int i = 0; i < 3; i++) {
        assertThat(open.say("RCPT TO:<c@example.org>")).startsWith("451 4.7.1 Too many recipients");
      }
      assertThat(open.say("DATA")).startsWith("354");
      assertThat(open.say("Subject: x\r\n\r\nx\r\n.")).startsWith("250");
      place.end(ANNA);
      place.round();
      send(open);
    }
  }

  @Test
  void programsOfAUserAreHeldAndThrottledByTheirUid() throws Exception {
    assertThat(runAsUser("x@example.org")).isZero();
    place.begin("l1", USER, new Response.Hold());
    place.round();
    assertThat(runAsUser("x@example.org")).isZero();
    assertThat(List.of(usual(), held())).containsExactly(0, 2);
    place.begin("l2", USER, new Response.Throttle(2));
    place.round();
    assertThat(List.of(usual(), held())).containsExactly(1, 1);
    assertThat(runAsUser("a@example.org b@example.org")).isZero();
    assertThat(runAsUser("c@example.org")).isNotZero();
    assertThat(exim.log()).contains("Too many recipients in an hour");
    int returned = 1; // what was refused goes back to the user
    place.end(USER);
    place.round();
    assertThat(runAsUser("c@example.org")).isZero();
    assertThat(List.of(usual(), held())).containsExactly(3 + returned, 1);
  }

  @Test
  void whatWasInterruptedIsGoneOnWith() throws Exception {
    try (Conversation open = anna()) {
      send(open);
    }
    place.begin("l1", ANNA, new Response.Hold());
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    assertThat(List.of(usual(), held())).containsExactly(1, 0);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(0, 1);
    place.end(ANNA);
    place.interruptAfter(1);
    assertThat(place.round()).isFalse();
    try (Conversation open = anna()) {
      send(open);
    }
    assertThat(List.of(usual(), held())).containsExactly(1, 1);
    assertThat(place.round()).isTrue();
    assertThat(List.of(usual(), held())).containsExactly(2, 0);
    assertThat(place.held(ANNA)).isEmpty();
  }
}

package weir.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
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
import weir.config.Endpoint;
import weir.queues.QueueDesk;
import weir.queues.QueueSettings;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.state.MemoryState;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// A real Postfix with the lines that the manual prints, whose logins a real Dovecot knows.
class PostfixEnforcedTest {
  private static final Target ANN = new Target.Login("ann@example.com");
  private static final Target USER = new Target.LocalUser("web1", "2001");
  private static final Path MANUAL =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/enforcement.md");

  @TempDir private Path folder;
  private final int policy = FreePort.any();
  private PeerHost host;
  private PeerHost logins;
  private Postfix postfix;
  private PostfixPoint point;
  private PlaceOfLeases place;

  @BeforeEach
  void start() throws Exception {
    PeerRoot root = PeerRoot.require("postfix");
    logins = PeerRoot.require("rest").start();
    int sasl = FreePort.any();
    Dovecot.start(
        logins,
        "service auth {\n inet_listener {\n address = 127.0.0.1\n port = %d\n }\n}\n"
            .formatted(sasl));
    host = root.start();
    host.run("useradd", "--uid", "2001", "u2001");
    host.run("install", "-d", "-m", "755", "/etc/postfix/weir").orFail();
    host.run("install", "-m", "644", "/dev/null", "/etc/postfix/weir/logins").orFail();
    host.run("install", "-m", "644", "/dev/null", "/etc/postfix/weir/users").orFail();
    postfix =
        Postfix.start(
            host,
            """
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:%d
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            transport_maps = inline:{example.org=smtp:}
            defer_transports = smtp
            """
                    .formatted(sasl)
                + printed(),
            "");
    host.run("postconf", "-F", "pickup/unix/wakeup=1").orFail();
    host.run("postfix", "reload").orFail();
    QueueDesk desk = desk();
    Endpoint address = new Endpoint("127.0.0.1", policy);
    point =
        new PostfixPoint(
            "postfix",
            new MailSettings.Postfix(
                Path.of("/etc/postfix/weir"),
                Optional.empty(),
                true,
                Optional.of(address),
                List.of("postfix", "reload")),
            host.file("/etc/postfix/weir"),
            new HostPrograms(host),
            "web1",
            Optional.of(new QueueSweep(() -> desk, new HostPrograms(host), new Random(1))),
            Optional.of(
                new PolicyTable("postfix", address, new MemoryState(), InstantSource.system())));
    point.open();
    place = new PlaceOfLeases(folder, point, new HostPrograms(host));
  }

  @AfterEach
  void end() throws Exception {
    if (point != null) {
      point.close();
      place.close();
    }
    if (host != null) {
      host.close();
    }
    if (logins != null) {
      logins.close();
    }
  }

  private String printed() throws IOException {
    Matcher block =
        Pattern.compile("```postfix\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
    assertThat(block.find()).isTrue();
    return block.group(1).replace("10040", Integer.toString(policy));
  }

  private QueueDesk desk() {
    QueueSettings settings =
        new QueueSettings(
            Optional.of(Spool.Server.POSTFIX),
            Optional.of(host.file("/var/spool/postfix")),
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

  private Conversation login(String user) throws IOException {
    Conversation open = Conversation.with(postfix.port());
    open.say("EHLO client.example.net");
    String plain = "\0" + user + "\0secret";
    String encoded = Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
    assertThat(open.say("AUTH PLAIN " + encoded)).startsWith("235");
    return open;
  }

  /// What Postfix says where the text would begin.
  private static String data(Conversation open, int recipients) throws IOException {
    assertThat(open.say("MAIL FROM:<ann@example.com>")).startsWith("250");
    for (int i = 0; i < recipients; i++) {
      assertThat(open.say("RCPT TO:<x" + i + "@example.org>")).startsWith("250");
    }
    return open.say("DATA");
  }

  private static void send(Conversation open) throws IOException {
    assertThat(data(open, 1)).startsWith("354");
    assertThat(open.say("Subject: x\r\n\r\nx\r\n.")).startsWith("250");
  }

  private static void refused(Conversation open, int recipients, String reply) throws IOException {
    assertThat(data(open, recipients)).startsWith(reply);
    assertThat(open.say("RSET")).startsWith("250");
  }

  private void awaitQueue(int held, int deferred) {
    Until.holds(() -> count("hold") == held && count("deferred") == deferred);
  }

  private int count(String queue) {
    String all = host.run("postqueue", "-j").orFail().output();
    return all.split("\"queue_name\": \"" + queue + "\"", -1).length - 1;
  }

  private int submit() {
    return host.runAs("u2001", "printf 'Subject: x\\n\\nx\\n' | sendmail -i y@example.org").exit();
  }

  @Test
  void whatAHeldLoginSendsIsHeldAlsoInASessionThatIsOpenAndNobodyElsesIs() throws Exception {
    try (Conversation ann = login("ann@example.com");
        Conversation bob = login("bob@example.com")) {
      send(ann);
      send(bob);
      awaitQueue(0, 2);
      place.begin("l1", ANN, new Response.Hold());
      assertThat(place.round()).isTrue();
      awaitQueue(1, 1);
      send(ann);
      send(bob);
      awaitQueue(2, 2);
      place.end(ANN);
      assertThat(place.round()).isTrue();
      awaitQueue(1, 3);
      send(ann);
      awaitQueue(1, 4);
    }
  }

  @Test
  void aLockedLoginIsRefusedAtItsNextMessageAndSendsAgainAfterwards() throws Exception {
    try (Conversation open = login("ann@example.com")) {
      send(open);
      place.begin("l1", ANN, new Response.DenyLogin());
      assertThat(place.round()).isTrue();
      refused(open, 1, "554 5.7.1 <DATA>: Data command rejected: Your login is locked");
      place.end(ANN);
      place.round();
      send(open);
      awaitQueue(0, 2);
    }
  }

  @Test
  void whileWeirDoesNotRunTheTableHolds() throws Exception {
    place.begin("l1", new Target.OfDomain("example.com"), new Response.DenyLogin());
    place.begin("l2", ANN, new Response.Hold());
    place.round();
    point.close();
    try (Conversation bob = login("bob@example.com")) {
      refused(bob, 1, "554 5.7.1");
    }
    place.end(new Target.OfDomain("example.com"));
    point.open();
    place.round();
    point.close();
    try (Conversation ann = login("ann@example.com");
        Conversation bob = login("bob@example.com")) {
      send(ann);
      send(bob);
    }
    awaitQueue(1, 1);
  }

  @Test
  void whatIsOverTheRateIsRefusedForNowAndDoesNotCount() throws Exception {
    place.begin("l1", ANN, new Response.Throttle(2));
    place.round();
    try (Conversation open = login("ann@example.com")) {
      refused(open, 3, "450 4.7.1");
      send(open);
      refused(open, 2, "450 4.7.1");
      send(open);
      refused(open, 1, "450 4.7.1");
      place.end(ANN);
      place.round();
      send(open);
    }
    awaitQueue(0, 3);
  }

  @Test
  void aHeldUserOfTheHostSubmitsNothingAndItsQueueIsHeldUntilThen() throws Exception {
    assertThat(submit()).isZero();
    awaitQueue(0, 1);
    place.begin("l1", USER, new Response.Hold());
    assertThat(place.round()).isTrue();
    awaitQueue(1, 0);
    assertThat(submit()).isNotZero();
    assertThat(host.run("sh", "-c", "printf 'x\\n' | sendmail -i y@example.org").exit()).isZero();
    awaitQueue(1, 1);
    place.end(USER);
    assertThat(place.round()).isTrue();
    assertThat(submit()).isZero();
    awaitQueue(0, 3);
  }

  @Test
  void aUserThatIsHeldByItsNameStaysHeldWhenTheLeaseOfItsNumberEnds() throws Exception {
    Target byName = new Target.LocalUser("web1", "u2001");
    assertThat(submit()).isZero();
    awaitQueue(0, 1);
    place.begin("l1", byName, new Response.Hold());
    assertThat(place.round()).isTrue();
    awaitQueue(1, 0);
    place.begin("l2", USER, new Response.Hold());
    place.round();
    place.end(byName);
    assertThat(place.round()).isTrue();
    awaitQueue(1, 0);
    place.end(USER);
    assertThat(place.round()).isTrue();
    awaitQueue(0, 1);
  }

  @Test
  void whatWasInterruptedIsGoneOnWith() throws Exception {
    try (Conversation open = login("ann@example.com")) {
      send(open);
      awaitQueue(0, 1);
      place.begin("l1", ANN, new Response.Hold());
      for (int steps = 0; steps < 5; steps++) {
        place.interruptAfter(steps);
        assertThat(place.round()).isFalse();
      }
      assertThat(place.round()).isTrue();
      awaitQueue(1, 0);
      place.end(ANN);
      place.interruptAfter(3);
      assertThat(place.round()).isFalse();
      awaitQueue(1, 0);
      send(open);
      awaitQueue(1, 1);
      assertThat(place.round()).isTrue();
      awaitQueue(0, 2);
      assertThat(place.held(ANN)).isEmpty();
      assertThat(host.file("/etc/postfix/weir/logins")).isEmptyFile();
    }
  }
}

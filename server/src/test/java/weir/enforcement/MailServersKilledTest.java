package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.responder.KilledWork;
import weir.response.Lease;
import weir.response.Target;
import weir.testkit.FreePort;
import weir.testkit.Until;
import weir.testkit.peers.Dovecot;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// A process that carries responses out at a real mail server is killed (SIGKILL) in the midst of a
/// step, again and again. After the next rounds the mail server does what the leases say.
class MailServersKilledTest {
  private static final int KILLS = 6;
  private static final int MOST_STEPS = 25;
  private static final int SEED = 20261201;
  private static final Path MANUAL =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/enforcement.md");

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  private static String printed(String kind) throws IOException {
    Matcher block =
        Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(MANUAL));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void aPostfixHoldsWhomTheLeasesHold() throws Exception {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      startPostfix(host);
      Users users = new Users(host);
      users.submit(Map.of());
      KilledPlace place = KilledPlace.of(host, folder);
      KilledWork work = place.work(place.postfix());
      for (int kill = 0; kill < KILLS; kill++) {
        place.kill("postfix", 1 + random.nextInt(MOST_STEPS), kill);
        Until.holds(work::settle);
        Map<Target, Lease> inForce = work.agreed();
        users.areHeld(inForce);
        users.submit(inForce);
      }
      work.undoAll(random);
      Until.holds(work::settle);
      assertThat(work.agreed()).isEmpty();
      users.areHeld(Map.of());
      assertThat(host.file("/etc/postfix/weir/users")).isEmptyFile();
    }
  }

  private static void startPostfix(PeerHost host) throws IOException {
    host.run("useradd", "--uid", "2001", "u2001").orFail();
    host.run("useradd", "--uid", "2002", "u2002").orFail();
    host.run("install", "-d", "-m", "755", "/etc/postfix/weir").orFail();
    host.run("install", "-m", "644", "/dev/null", "/etc/postfix/weir/logins").orFail();
    host.run("install", "-m", "644", "/dev/null", "/etc/postfix/weir/users").orFail();
    Postfix.start(
        host,
        "transport_maps = inline:{example.org=smtp:}\ndefer_transports = smtp\n"
            + printed("postfix").replace("10040", Integer.toString(FreePort.any())),
        "");
    host.run("postconf", "-F", "pickup/unix/wakeup=1").orFail();
    host.run("postfix", "reload").orFail();
  }

  /// Two users of the host, and how many messages of each lie in the queue.
  private record Users(PeerHost host, Map<String, Integer> queued) {
    Users(PeerHost host) {
      this(host, new TreeMap<>(Map.of("2001", 0, "2002", 0)));
    }

    private static boolean isHeld(Map<Target, Lease> inForce, String number) {
      return inForce.keySet().stream()
          .anyMatch(it -> ((Target.LocalUser) it).user().endsWith(number));
    }

    void areHeld(Map<Target, Lease> inForce) {
      int held =
          queued.entrySet().stream()
              .filter(each -> isHeld(inForce, each.getKey()))
              .mapToInt(Map.Entry::getValue)
              .sum();
      assertThat(inQueue(host, "hold")).as(inForce.keySet().toString()).isEqualTo(held);
    }

    /// Each hands a message in, which is refused to those who are held.
    void submit(Map<Target, Lease> inForce) {
      for (String number : Set.copyOf(queued.keySet())) {
        int exit =
            host.runAs("u" + number, "printf 'Subject: x\\n\\nx\\n' | sendmail -i y@example.org")
                .exit();
        assertThat(exit != 0)
            .as(number + " of " + inForce.keySet())
            .isEqualTo(isHeld(inForce, number));
        queued.merge(number, exit == 0 ? 1 : 0, Integer::sum);
      }
      int all = queued.values().stream().mapToInt(Integer::intValue).sum();
      Until.holds(() -> inQueue(host, "hold") + inQueue(host, "deferred") == all);
    }
  }

  private static int inQueue(PeerHost host, String queue) {
    String all = host.run("postqueue", "-j").orFail().output();
    return all.split("\"queue_name\": \"" + queue + "\"", -1).length - 1;
  }

  @Test
  void aDovecotDeniesWhomTheLeasesDeny() throws Exception {
    try (PeerHost host = PeerRoot.require("rest").start()) {
      host.run("install", "-D", "-m", "644", "/dev/null", KilledPlace.DENIED.toString()).orFail();
      Dovecot.start(
          host,
          """
          auth_failure_delay = 0
          auth_cache_size = 1M
          service anvil {
            unix_listener anvil-auth-penalty {
              mode = 0
            }
          }
          """);
      Path conf = host.file("/etc/dovecot/dovecot.conf");
      Files.writeString(conf, printed("dovecot") + Files.readString(conf));
      host.run("doveadm", "reload").orFail();
      KilledPlace place = KilledPlace.of(host, folder);
      KilledWork work = place.work(place.dovecot());
      for (int kill = 0; kill < KILLS; kill++) {
        place.kill("dovecot", 1 + random.nextInt(MOST_STEPS), kill);
        Until.holds(work::settle);
        Set<Target> denied = work.agreed().keySet();
        Until.holds(() -> deniesAs(host, denied));
      }
      work.undoAll(random);
      Until.holds(work::settle);
      assertThat(work.agreed()).isEmpty();
      Until.holds(() -> deniesAs(host, Set.of()));
      assertThat(host.file(KilledPlace.DENIED.toString())).isEmptyFile();
    }
  }

  private static boolean deniesAs(PeerHost host, Set<Target> denied) {
    boolean isAll = denied.contains(new Target.OfDomain("example.com"));
    return Stream.of("ann@example.com", "bob@example.com")
        .allMatch(
            login -> maySend(host, login) != (isAll || denied.contains(new Target.Login(login))));
  }

  private static boolean maySend(PeerHost host, String login) {
    return host.run(
                "doveadm",
                "auth",
                "test",
                "-a",
                "/run/dovecot/auth-client",
                "-x",
                "service=smtp",
                login,
                "secret")
            .exit()
        == 0;
  }
}

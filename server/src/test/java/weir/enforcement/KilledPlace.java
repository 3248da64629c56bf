package weir.enforcement;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import weir.agent.queue.EximHand;
import weir.agent.queue.Programs;
import weir.agent.queue.Spool;
import weir.agent.queue.SystemPrograms;
import weir.config.ByteSize;
import weir.queues.QueueDesk;
import weir.queues.QueueSettings;
import weir.responder.KilledWork;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.peers.PeerHost;

/// A place of a real mail server, seen from a process of its own.
///
/// @param root the mail server's files, as they are seen from outside
/// @param folder of the leases
record KilledPlace(Path root, Path folder) {
  static final Path DENIED = Path.of("/etc/dovecot/weir/denied");

  /// Where the number stands in `/proc/NUMBER/root`.
  private static final int PID = 1;

  /// @param words `postfix` or `dovecot`, the root, the folder, a number to begin with
  public static void main(String[] words) throws Exception {
    KilledPlace place = new KilledPlace(Path.of(words[1]), Path.of(words[2]));
    boolean isPostfix = words[0].equals("postfix");
    place
        .work(isPostfix ? place.postfix() : place.dovecot())
        .forever(
            isPostfix ? users() : logins(),
            isPostfix
                ? List.of(new Response.Hold(), new Response.Fence())
                : List.of(new Response.DenyLogin()),
            new Random(Long.parseLong(words[3])));
  }

  static KilledPlace of(PeerHost host, Path folder) {
    return new KilledPlace(host.file(""), folder);
  }

  static List<Target> users() {
    return List.of(
        new Target.LocalUser("web1", "2001"),
        new Target.LocalUser("web1", "u2001"),
        new Target.LocalUser("web1", "2002"));
  }

  static List<Target> logins() {
    return List.of(
        new Target.Login("ann@example.com"),
        new Target.Login("bob@example.com"),
        new Target.OfDomain("example.com"));
  }

  KilledWork work(EnforcementPoint point) {
    return new KilledWork(folder, point, programs());
  }

  /// Lets another process work at it, and kills it within a step.
  void kill(String kind, int step, int seed) throws Exception {
    KilledWork.killWithin(
        step,
        List.of(
            KilledPlace.class.getName(),
            kind,
            root.toString(),
            folder.toString(),
            Integer.toString(seed)));
  }

  private Path file(String absolute) {
    return Path.of(root + absolute);
  }

  private Programs programs() {
    String pid = root.getName(PID).toString();
    SystemPrograms programs = new SystemPrograms(Duration.ofSeconds(60));
    return (command, input) -> {
      List<String> entered = new ArrayList<>(List.of("nsenter", "--target", pid));
      entered.addAll(List.of("--mount", "--net", "--pid", "--root", "--wd", "--"));
      entered.addAll(command);
      return programs.run(entered, input);
    };
  }

  EnforcementPoint postfix() {
    QueueSettings settings =
        new QueueSettings(
            Optional.of(Spool.Server.POSTFIX),
            Optional.of(file("/var/spool/postfix")),
            1,
            600,
            Duration.ofDays(14),
            new ByteSize(1_000_000),
            "exim4",
            EximHand.Hold.NAMED_QUEUE,
            List.of(),
            List.of(),
            Duration.ofSeconds(1));
    QueueDesk desk = new QueueDesk(settings, folder, programs(), InstantSource.system());
    return new PostfixPoint(
        "postfix",
        new MailSettings.Postfix(
            Path.of("/etc/postfix/weir"),
            Optional.empty(),
            true,
            Optional.empty(),
            List.of("postfix", "reload")),
        file("/etc/postfix/weir"),
        programs(),
        "web1",
        Optional.of(new QueueSweep(() -> desk, programs(), new Random(folder.hashCode()))),
        Optional.empty());
  }

  EnforcementPoint dovecot() {
    return new DovecotPoint(
        "dovecot",
        new MailSettings.Dovecot(DENIED, List.of("smtp", "submission"), true),
        file(DENIED.toString()),
        programs());
  }
}

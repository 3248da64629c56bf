package weir.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import weir.testkit.FreePort;
import weir.testkit.Until;

/// A real Postfix on a free port of 127.0.0.1, with Maildirs for `ann`, `bob` and `postmaster` of
/// `example.com`, that never sends anything away.
///
/// It lives as long as its host.
public final class Postfix {

  /// What every Postfix of a test begins with; later lines win.
  private static final String MAIN =
      """
      compatibility_level = 3.6
      myhostname = postfix.example.com
      mydestination =
      mynetworks = 127.0.0.0/8
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      maillog_file = /var/log/postfix.log
      virtual_mailbox_domains = example.com
      virtual_mailbox_base = /var/vmail
      virtual_mailbox_maps = inline:{ann@example.com=ann/, bob@example.com=bob/, postmaster@example.com=postmaster/}
      virtual_uid_maps = static:65534
      virtual_gid_maps = static:65534
      default_transport = error:a Postfix of the tests sends nothing away
      """;

  private final PeerHost host;
  private final int port;

  private Postfix(PeerHost host, int port) {
    this.host = host;
    this.port = port;
  }

  /// Starts it; when this returns it listens.
  ///
  /// @param main more lines of `main.cf`, as `smtpd_authorized_xclient_hosts = 127.0.0.1`
  /// @param master more lines of `master.cf`: whole services, or `-o` lines (first, for the SMTP
  ///   service)
  public static Postfix start(PeerHost host, String main, String master) {
    int port = FreePort.any();
    String smtpd = "127.0.0.1:" + port + " inet n - n - - smtpd\n";
    try {
      Files.writeString(host.file("/etc/postfix/main.cf"), MAIN + main);
      // Debian's services run in a jail that only its start script fills: they do without.
      host.run("postconf", "-M#", "smtp/inet").orFail();
      host.run("postconf", "-F", "*/*/chroot=n").orFail();
      Path masterCf = host.file("/etc/postfix/master.cf");
      Files.writeString(masterCf, smtpd + master, StandardOpenOption.APPEND);
      Path mailboxes = Files.createDirectory(host.file("/var/vmail"));
      Files.setAttribute(mailboxes, "unix:uid", 65534);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.run("postfix", "start").orFail();
    return new Postfix(host, port);
  }

  /// The port of 127.0.0.1 on which it takes mail.
  public int port() {
    return port;
  }

  /// Waits until nothing is left in the queue: what was accepted is in a mailbox, or was refused.
  ///
  /// @throws AssertionError with the queue, when that takes longer
  public void settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    String queue = host.run("postqueue", "-p").orFail().output();
    while (!queue.contains("Mail queue is empty")) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("still in the queue: " + queue + log());
      }
      queue = host.run("postqueue", "-p").orFail().output();
    }
  }

  /// The messages in a mailbox, each as it is in its file, oldest first.
  ///
  /// @param name `ann`, `bob` or `postmaster`
  public List<byte[]> mailbox(String name) {
    return Mailboxes.messages(host.file("/var/vmail/" + name + "/new"));
  }

  /// Waits until it has logged a text so many times: another daemon writes the lines, and may be
  /// behind the queue.
  ///
  /// @throws AssertionError when it has not within a minute
  public void awaitLog(String text, int times) {
    Until.holds(() -> log().split(Pattern.quote(text), -1).length > times);
  }

  /// Everything it has logged.
  public String log() {
    return host.run("cat", "/var/log/postfix.log").output();
  }
}

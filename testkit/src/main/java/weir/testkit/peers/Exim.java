package weir.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import weir.testkit.FreePort;

/// A real Exim on a free port of 127.0.0.1, with Maildirs for `ann`, `bob` and `postmaster` of
/// `example.com`, that sends nothing away unless its routers say so.
///
/// It lives as long as its host.
public final class Exim {

  /// What every Exim of a test begins with.
  private static final String MAIN =
      """
      primary_hostname = exim.example.com
      local_interfaces = 127.0.0.1
      log_file_path = /var/log/exim4/%slog
      message_size_limit = 10M
      tls_advertise_hosts =
      smtputf8_advertise_hosts = *
      dsn_advertise_hosts = *
      acl_smtp_mail = mail
      acl_smtp_rcpt = rcpt
      keep_environment =
      trusted_users = root
      """;

  private static final String ACL =
      """
      begin acl
      mail:
        accept  logwrite = said $smtp_command
      rcpt:
        require verify = recipient
        accept
      begin routers
      """;

  private static final String LOCAL =
      """
      mailboxes:
        driver = accept
        domains = example.com
        local_parts = ann : bob : postmaster
        transport = maildir
        cannot_route_message = Unknown user
      begin transports
      maildir:
        driver = appendfile
        maildir_format
        directory = /var/vmail/$local_part_data
        user = nobody
        group = nogroup
      """;

  /// A daemon that does not listen after so long never will.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PeerHost host;
  private final int port;

  private Exim(PeerHost host, int port) {
    this.host = host;
    this.port = port;
  }

  /// Starts it; when this returns it listens.
  ///
  /// @param main more main settings, as `hosts_proxy = 127.0.0.1`, or ACLs behind a `begin acl`
  ///   line
  /// @param routers routers before the one of its mailboxes
  /// @param transports more transports
  public static Exim start(PeerHost host, String main, String routers, String transports) {
    int port = FreePort.any();
    try {
      String ports = "daemon_smtp_ports = " + port + "\n";
      Files.writeString(
          host.file("/etc/exim4/exim4.conf"),
          MAIN + ports + main + ACL + routers + LOCAL + transports);
      Path mailboxes = Files.createDirectory(host.file("/var/vmail"));
      Files.setAttribute(mailboxes, "unix:uid", 65534);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.run("mkdir", "-p", "/run/exim4", "/var/log/exim4").orFail();
    host.run("chown", "Debian-exim", "/run/exim4", "/var/log/exim4").orFail();
    Exim exim = new Exim(host, port);
    exim.start();
    return exim;
  }

  /// Starts it again after [#stop].
  ///
  /// The command ends when the daemon has its port, and before it listens there; it says in its log
  /// when it does.
  public void start() {
    int before = starts();
    host.run("exim4", "-bd", "-q1m").orFail();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (starts() == before) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it does not listen: " + log());
      }
    }
  }

  private int starts() {
    return log().split("daemon started", -1).length - 1;
  }

  /// Ends it.
  public void stop() {
    host.run("sh", "-c", "kill $(cat /run/exim4/exim.pid)").orFail();
  }

  /// Ends it when the queue run with which it began is over: from then on only commands touch the
  /// queue.
  ///
  /// @throws AssertionError with what it logged, when that takes longer
  public void stopBehindFirstRun(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!log().contains("End queue run")) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("no queue run has ended: " + log());
      }
    }
    stop();
  }

  /// The port of 127.0.0.1 on which it takes mail.
  public int port() {
    return port;
  }

  /// Waits until nothing is left in the queue.
  ///
  /// @throws AssertionError with what it logged, when that takes longer
  public void settle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!host.run("exim4", "-bpc").orFail().output().strip().equals("0")) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("still in the queue: " + log());
      }
    }
  }

  /// The messages in a mailbox, each as it is in its file, oldest first.
  ///
  /// @param name `ann`, `bob` or `postmaster`
  public List<byte[]> mailbox(String name) {
    return Mailboxes.messages(host.file("/var/vmail/" + name + "/new"));
  }

  /// Everything it has logged.
  public String log() {
    return host.run("sh", "-c", "cat /var/log/exim4/*log").output();
  }
}

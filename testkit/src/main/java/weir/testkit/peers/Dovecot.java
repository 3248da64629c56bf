package weir.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.testkit.FreePort;

/// A real Dovecot with Maildirs for `ann`, `bob` and `postmaster` of `example.com`, who all have
/// the password `secret`. It takes mail by LMTP, on a free port of 127.0.0.1 and on a socket, and
/// answers at its socket for logins.
///
/// It lives as long as its host.
public final class Dovecot {

  /// What every Dovecot of a test begins with; later lines win.
  private static final String CONF =
      """
      protocols = lmtp
      log_path = /var/log/dovecot.log
      ssl = no
      first_valid_uid = 65534
      last_valid_uid = 65534
      mail_location = maildir:/var/vmail/%n
      postmaster_address = postmaster@example.com
      passdb {
        driver = passwd-file
        args = scheme=PLAIN username_format=%u /etc/dovecot/users
      }
      userdb {
        driver = passwd-file
        args = username_format=%u /etc/dovecot/users
      }
      service auth {
        unix_listener auth-client {
          mode = 0666
        }
      }
      """;

  private static final String USERS =
      """
      ann@example.com:secret:65534:65534::/var/vmail/ann::
      bob@example.com:secret:65534:65534::/var/vmail/bob::
      postmaster@example.com:secret:65534:65534::/var/vmail/postmaster::
      """;

  private final PeerHost host;
  private final int port;

  private Dovecot(PeerHost host, int port) {
    this.host = host;
    this.port = port;
  }

  /// Starts it; when this returns it listens.
  ///
  /// @param more lines of `dovecot.conf`, as `login_trusted_networks = 127.0.0.1/32`
  public static Dovecot start(PeerHost host, String more) {
    int port = FreePort.any();
    try {
      String doors =
          """
          service lmtp {
            unix_listener lmtp {
              mode = 0666
            }
            inet_listener lmtp {
              address = 127.0.0.1
              port = %d
            }
          }
          """
              .formatted(port);
      Files.writeString(host.file("/etc/dovecot/dovecot.conf"), CONF + doors + more);
      Files.writeString(host.file("/etc/dovecot/users"), USERS);
      Path mailboxes = Files.createDirectory(host.file("/var/vmail"));
      Files.setAttribute(mailboxes, "unix:uid", 65534);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Dovecot dovecot = new Dovecot(host, port);
    dovecot.start();
    return dovecot;
  }

  /// Starts it again after [#stop].
  public void start() {
    host.run("dovecot").orFail();
  }

  /// Ends it in good order.
  public void stop() {
    host.run("doveadm", "stop").orFail();
  }

  /// The port of 127.0.0.1 on which it speaks LMTP.
  public int port() {
    return port;
  }

  /// The socket on which it speaks LMTP.
  public Path lmtp() {
    return host.file("/run/dovecot/lmtp");
  }

  /// The socket on which it is asked for logins.
  public Path logins() {
    return host.file("/run/dovecot/auth-client");
  }

  /// The messages in a mailbox, each as it is in its file, oldest first.
  ///
  /// @param name `ann`, `bob` or `postmaster`
  public List<byte[]> mailbox(String name) {
    return Mailboxes.messages(host.file("/var/vmail/" + name + "/new"));
  }

  /// Everything it has logged.
  public String log() {
    return host.run("cat", "/var/log/dovecot.log").output();
  }
}

package weir.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import weir.testkit.FreePort;

/// A real qpsmtpd on a free port of 127.0.0.1, with the plugins and files of a test.
///
/// It lives as long as its host.
public final class Qpsmtpd {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;

  private Qpsmtpd(int port) {
    this.port = port;
  }

  /// Starts it; when this returns it listens.
  ///
  /// @param names port of the name server on 127.0.0.1 that it asks
  /// @param files its `config` folder: file name to text; `plugins` among them
  /// @throws AssertionError if it does not listen within a minute
  public static Qpsmtpd start(PeerHost host, int names, Map<String, String> files) {
    int port = FreePort.any();
    try {
      Files.writeString(
          host.file("/etc/resolv.conf"), "nameserver 127.0.0.1\noptions port:" + names + "\n");
      Path folder = Files.createDirectory(host.file("/etc/qpsmtpd-test"));
      Files.writeString(folder.resolve("plugin_dirs"), "/usr/share/qpsmtpd/plugins\n");
      Files.writeString(folder.resolve("spool_dir"), "/var/spool/qpsmtpd\n");
      Files.writeString(folder.resolve("logging"), "logging/warn LOGINFO\n");
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(
          host.file("/tmp/start-qpsmtpd"),
          """
          export QPSMTPD_CONFIG=/etc/qpsmtpd-test
          mkdir -p /var/run/qpsmtpd /var/spool/qpsmtpd
          chown qpsmtpd /var/run/qpsmtpd /var/spool/qpsmtpd
          chmod 700 /var/spool/qpsmtpd
          exec qpsmtpd-forkserver --listen-address 127.0.0.1 --port %d --user qpsmtpd --no-rdns \
          > /tmp/qpsmtpd.log 2>&1
          """
              .formatted(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.start("sh", "/tmp/start-qpsmtpd");
    awaitListening(host, port);
    return new Qpsmtpd(port);
  }

  private static void awaitListening(PeerHost host, int port) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError(host.run("cat", "/tmp/qpsmtpd.log").output(), notYet);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return port;
  }
}

package weir.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import weir.testkit.FreePort;

/// A real PostgreSQL at a free port of 127.0.0.1, whose user `weir` has the password `first`.
///
/// It lives as long as its host.
public final class Postgresql {
  /// Of its user.
  public static final String PASSWORD = "first";

  private static final String BIN = "/usr/lib/postgresql/15/bin/";
  private static final String DATA = "/var/lib/postgresql/weir";

  private final PeerHost host;
  private final int port = FreePort.any();

  private Postgresql(PeerHost host) {
    this.host = host;
  }

  /// Makes an empty database; when this returns it listens.
  public static Postgresql start(PeerHost host) {
    Postgresql made = new Postgresql(host);
    try {
      Files.writeString(host.file("/tmp/password"), PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host.run("chmod", "0644", "/tmp/password").orFail();
    made.asItself(BIN + "initdb -A scram-sha-256 --pwfile=/tmp/password -U weir -D " + DATA);
    made.start();
    return made;
  }

  /// Starts it again after [#stop].
  public void start() {
    asItself(
        "%spg_ctl -D %s -w -t 50 -l /tmp/postgres.log -o '-p %d -h 127.0.0.1 -k /tmp' start"
            .formatted(BIN, DATA, port));
  }

  /// Ends it at once, whoever is asking.
  public void stop() {
    asItself(BIN + "pg_ctl -D " + DATA + " -m immediate stop");
  }

  private void asItself(String command) {
    host.run("su", "postgres", "-s", "/bin/sh", "-c", command).orFail();
  }

  /// Carries statements out.
  public void run(String statements) {
    host.run(
            "env",
            "PGPASSWORD=" + PASSWORD,
            BIN + "psql",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-U",
            "weir",
            "-c",
            statements,
            "postgres")
        .orFail();
  }

  public int port() {
    return port;
  }

  /// Where clients find it.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }
}

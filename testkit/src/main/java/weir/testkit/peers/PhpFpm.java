package weir.testkit.peers;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import weir.fastcgi.FastCgiRequest;
import weir.testkit.Until;

/// This machine's own PHP-FPM, started as a program of the test's: one pool with one worker, with
/// no settings but the test's, all of it in the test's folder.
public final class PhpFpm implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/sbin");

  private final Process master;
  private final Path socket;

  private PhpFpm(Process master, Path socket) {
    this.master = master;
    this.socket = socket;
  }

  /// Skips the running test where there is no PHP-FPM.
  ///
  /// @param folder where its settings, socket and log lie
  /// @param lines further settings of the pool; it runs as root unless they name a `user`
  /// @param options of the program
  public static PhpFpm start(Path folder, String pool, String lines, String... options)
      throws IOException {
    Path socket = folder.resolve("pool");
    Path settings =
        Files.writeString(
            folder.resolve("fpm.conf"),
            """
            [global]
            error_log = %1$s/error.log
            daemonize = no
            [%2$s]
            user = root
            listen = %3$s
            pm = static
            pm.max_children = 1
            %4$s
            """
                .formatted(folder, pool, socket, lines));
    List<String> line = new ArrayList<>(List.of(program(), "-R", "-n"));
    line.addAll(List.of(options));
    line.addAll(List.of("-y", settings.toString()));
    try {
      Process master =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("fpm.said").toFile())
              .start();
      return new PhpFpm(master, socket);
    } catch (IOException _) {
      return Assumptions.abort("no PHP-FPM here");
    }
  }

  /// The newest by its name: Debian's has its version in it.
  private static String program() throws IOException {
    try (Stream<Path> all = Files.list(PROGRAMS)) {
      return all.map(Path::toString)
          .filter(it -> it.matches(".*/php-fpm[0-9.]*"))
          .max(Comparator.naturalOrder())
          .orElse("php-fpm");
    }
  }

  /// Asks for a script as a web server does, with the address `/up/NAME`; returns when it has
  /// ended.
  public void get(Path script) throws IOException {
    Until.holds(this::isListening);
    byte[] request =
        FastCgiRequest.of(
            Map.of(
                "SCRIPT_FILENAME",
                script.toString(),
                "REQUEST_METHOD",
                "GET",
                "SCRIPT_NAME",
                "/up/" + script.getFileName()));
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer asked = ByteBuffer.wrap(request);
      while (asked.hasRemaining()) {
        channel.write(asked);
      }
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        answer.clear();
      }
    }
  }

  /// The file is there before it is listened at.
  private boolean isListening() {
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    master.destroy();
    master.waitFor(30, TimeUnit.SECONDS);
  }
}

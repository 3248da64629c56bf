package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.agent.connections.Connection.Maker;
import weir.agent.connections.Makers;
import weir.agent.kernel.PacketLogReader;
import weir.agent.process.Processes;
import weir.agent.process.Script;
import weir.agent.process.ScriptFinder;
import weir.testkit.Until;
import weir.testkit.peers.OwnNetwork;

/// Scripts in the languages of customers, and each odd way in which a process comes to a
/// connection: all are held and named. That of PHP-FPM is tested by itself.
final class SendersTest {
  private static final long SHOP = 2001;

  /// A way of its first argument; each ends when its connections have ended.
  private static final String ODD =
      """
      import os, socket, sys, threading
      way, to = sys.argv[1], ("203.0.113.9", 25)
      def user():
          os.setgroups([]); os.setgid(2001); os.setuid(2001)
      def tcp(protocol=0):
          s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol); s.settimeout(20); return s
      def connect(s, to=to):
          try: s.connect(to)
          except OSError: pass
      if way == "late-user":
          s = tcp(); user(); connect(s)
      elif way == "child":
          user(); s = tcp()
          if os.fork() == 0: connect(s); os._exit(0)
          os.wait()
      elif way == "thread":
          user(); t = threading.Thread(target=lambda: connect(tcp())); t.start(); t.join()
      elif way == "mapped":
          user(); s = socket.socket(socket.AF_INET6); s.settimeout(20); connect(s, ("::ffff:203.0.113.9", 25))
      elif way == "fast-open":
          user(); s = tcp(); s.settimeout(None)  # else it returns at once
          try: s.sendto(b"EHLO x\\r\\n", 0x20000000, to)
          except OSError: pass
      elif way == "mptcp":
          user()
          try: s = tcp(262)
          except OSError: sys.exit(77)
          connect(s)
      elif way == "bound":
          user(); s = tcp(); s.bind(("192.0.2.10", 40001)); connect(s)
      elif way == "many":
          user(); all = [threading.Thread(target=lambda: connect(tcp())) for _ in range(20)]
          for t in all: t.start()
          for t in all: t.join()
      """;

  @TempDir private Path folder;
  private final Processes processes = new Processes(Path.of("/proc"));
  private final Queue<Caught> caught = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void onlyWithFence() throws Exception {
    OnceLogged.isNeeded();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /// Runs it while the fence holds.
  ///
  /// @return its exit status
  private int held(int connections, String... line) throws Exception {
    return OwnNetwork.run(() -> {
      OnceLogged.up(folder);
      ScriptFinder finder = new ScriptFinder(processes, it -> it.startsWith(folder.toString()));
      try (Hold _ =
          Hold.start(
              new Hold.Settings(OnceLogged.GROUP, PacketLogReader.ROOM, Set.of(25), "let"),
              processes,
              new Makers(processes, finder),
              Clock.systemUTC(),
              _ -> {},
              caught::add)) {
        int exit = new ProcessBuilder(line).inheritIO().start().waitFor();
        if (exit != 77) {
          Until.holds(() -> caught.size() == connections);
        }
        return exit;
      }
    });
  }

  /// The system's own, which every user may run; the test is skipped where there is none.
  private static String program(String name) {
    return Stream.of("/usr/bin/", "/bin/", "/usr/local/bin/")
        .map(it -> it + name)
        .filter(it -> Files.isExecutable(Path.of(it)))
        .findFirst()
        .orElseGet(() -> Assumptions.abort("it takes " + name));
  }

  private void assertNamed(Path script) {
    assertThat(caught)
        .allSatisfy(each -> {
          Maker maker = each.maker().orElseThrow();
          assertThat(maker.script().map(Script::path)).contains(script.toString());
          assertThat(maker.process().status().users().real()).isEqualTo(SHOP);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          perl    | x.pl  | use Socket; socket(S, AF_INET, SOCK_STREAM, 6); connect(S, pack_sockaddr_in(25, inet_aton('203.0.113.9')));
          python3 | x.py  | import socket; socket.socket().connect_ex(('203.0.113.9', 25))
          php     | x.php | <?php @fsockopen('203.0.113.9', 25, $number, $words, 20);
          bash    | x.sh  | exec 3<>/dev/tcp/203.0.113.9/25
          """)
  void aScriptIsNamed(String interpreter, String name, String text) throws Exception {
    String program = program(interpreter);
    Path script = script(name, text.replace('\'', '"') + "\n");
    List<String> line =
        new ArrayList<>(List.of("setpriv", "--reuid=2001", "--regid=2001", "--clear-groups"));
    line.addAll(List.of(program, script.toString()));
    held(1, line.toArray(String[]::new));
    assertThat(caught.element().packet().uid()).hasValue(SHOP);
    assertNamed(script);
  }

  @ParameterizedTest
  @CsvSource({"child", "thread", "mapped", "fast-open", "mptcp", "bound"})
  void anOddWayHidesNobody(String way) throws Exception {
    Path script = script("odd.py", ODD);
    int exit = held(1, program("python3"), script.toString(), way);
    Assumptions.assumeTrue(exit != 77, "this kernel has no " + way);
    assertThat(caught.element().packet().uid()).hasValue(SHOP);
    assertNamed(script);
  }

  @Test
  void eachOfManyConnectionsOfOneProcessIsHis() throws Exception {
    Path script = script("odd.py", ODD);
    held(20, program("python3"), script.toString(), "many");
    assertNamed(script);
  }

  /// Its packets are of whoever made the socket; who connected the kernel says.
  @Test
  void aSocketOfRootsInACustomersHandsIsTheCustomers() throws Exception {
    Path script = script("odd.py", ODD);
    held(1, program("python3"), script.toString(), "late-user");
    assertThat(caught.element().packet().uid()).hasValue(0);
    Assumptions.assumeTrue(
        caught.element().by() == Caught.By.CALLER, "here the kernel says not who connects");
    assertNamed(script);
  }
}

package weir.former;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weir.net.IpAddress;
import weir.testkit.MapResolver;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Ran;

/// The real rblsmtpd of ucspi-tcp, with an unbound of its own to ask, beside ours.
class RblsmtpdPeerTest {
  private static final List<String> SAYS =
      List.of(
          "HELO a",
          "ehlo b",
          "MAIL FROM:<me@example.net>",
          "RCPT TO:<postmaster>",
          "rcpt",
          "RCPTX",
          "DATA",
          "RSET",
          "NOOP",
          "VRFY x",
          "",
          "HELP",
          "BDAT 1 LAST",
          "QUITX",
          "QUIT");
  private static final String CLIENT = "192.0.2.99";

  private static PeerHost host;

  @BeforeAll
  static void aNameServerRuns() throws IOException {
    host = PeerRoot.require("rest").startAlone();
    Files.writeString(
        host.file("/etc/unbound/oracle.conf"),
        """
        server:
          interface: 127.0.0.1
          do-daemonize: yes
          username: ""
          chroot: ""
          pidfile: "/tmp/unbound.pid"
          module-config: "iterator"
          do-not-query-localhost: no
          local-zone: "." static
          local-data: '99.2.0.192.bl.example. TXT "on bl, see http://bl.example/"'
          local-data: '99.2.0.192.also.example. TXT "on also"'
          local-data: '99.2.0.192.white.example. A 127.0.0.2'
          local-data: '99.2.0.192.addresses.example. A 127.0.0.2'
          local-zone: "broken.example." refuse
        """);
    Files.writeString(host.file("/etc/resolv.conf"), "nameserver 127.0.0.1\n");
    host.run("unbound", "-c", "/etc/unbound/oracle.conf").orFail();
  }

  @AfterAll
  static void itEnds() {
    if (host != null) {
      host.close();
    }
  }

  /// What the real one says to all of it, line by line; `served` where it lets the client in.
  private static List<String> real(String arguments, Optional<String> variable) throws IOException {
    Files.writeString(
        host.file("/tmp/session"),
        SAYS.stream().map(line -> line + "\r\n").collect(Collectors.joining()));
    Files.writeString(
        host.file("/tmp/run"),
        "#!/bin/sh\nexport TCPREMOTEIP="
            + CLIENT
            + variable.map(value -> "\nexport RBLSMTPD='" + value + "'").orElse("")
            + "\nexec rblsmtpd "
            + arguments
            + " echo served < /tmp/session 2>/dev/null\n");
    Ran ran = host.run("sh", "/tmp/run");
    return ran.output().lines().toList();
  }

  private static List<String> ours(String arguments, Optional<String> variable) {
    RblsmtpdOptions options = RblsmtpdOptions.read(ShellWords.of(arguments));
    MapResolver world =
        new MapResolver(
            "99.2.0.192.bl.example TXT on bl, see http://bl.example/",
            "99.2.0.192.also.example TXT on also",
            "99.2.0.192.white.example A 127.0.0.2",
            "99.2.0.192.addresses.example A 127.0.0.2",
            "broken.example SERVFAIL");
    Rblsmtpd.Answer answer =
        new Rblsmtpd(options, "run:1")
            .ask(
                IpAddress.parse(CLIENT).orElseThrow(),
                variable,
                new Lookups(world, InstantSource.fixed(Instant.EPOCH)));
    if (answer.reply().isEmpty()) {
      return List.of("served");
    }
    List<String> said = new ArrayList<>(List.of(answer.session().greeting(options.seconds())));
    if (options.seconds() > 0) {
      SAYS.forEach(line -> said.add(answer.session().answer(line)));
    }
    return said;
  }

  @Test
  void vector_07_every_command_is_answered_as_the_real_one_does() throws IOException {
    for (String variable : List.of("", "go away", "-go away", "x".repeat(300), "-", "50% off")) {
      Optional<String> set = Optional.of(variable);
      assertThat(ours("", set)).as("RBLSMTPD=" + variable).isEqualTo(real("", set));
      assertThat(ours("-t 0", set)).as("-t 0, " + variable).isEqualTo(real("-t 0", set));
    }
  }

  @Test
  void vector_09_lists_in_every_order_decide_as_with_the_real_one() throws IOException {
    for (String arguments :
        List.of(
            "-r bl.example",
            "-b -r bl.example",
            "-r bl.example -b",
            "-brbl.example",
            "-b -B -r bl.example",
            "-r none.example -b -r also.example",
            "-r bl.example -r also.example",
            "-a white.example -r bl.example",
            "-r bl.example -a white.example",
            "-a none.example -r bl.example",
            "-r addresses.example",
            "-r none.example")) {
      assertThat(ours(arguments, Optional.empty()))
          .as(arguments)
          .isEqualTo(real(arguments, Optional.empty()));
    }
  }
}

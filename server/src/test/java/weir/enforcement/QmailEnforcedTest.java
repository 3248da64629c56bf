package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.net.IpAddress;
import weir.responder.PlaceOfLeases;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Ran;

/// The real tcprules, and the script that the manual prints in front of what stands in for
/// qmail-queue: Debian has no qmail.
class QmailEnforcedTest {
  private static final Path MANUAL =
      Path.of("").toAbsolutePath().resolveSibling("docs/manual/enforcement.md");

  @TempDir private Path folder;
  private PeerHost host;
  private PlaceOfLeases place;

  @BeforeEach
  void start() throws Exception {
    host = PeerRoot.require("rest").start();
    host.run("useradd", "--uid", "2001", "u2001").orFail();
    host.run("mkdir", "-p", "/var/qmail/bin", "/var/qmail/control").orFail();
    Files.writeString(host.file("/etc/tcp.smtp"), "192.0.2.:allow,RELAYCLIENT=\"\"\n:allow\n");
    QmailPoint point =
        new QmailPoint(
            "qmail",
            new EnforcementSettings.Qmail(
                Optional.empty(),
                host.file("/var/qmail/control/badmailfrom"),
                host.file("/var/qmail/control/weir-users"),
                Optional.of(host.file("/etc/tcp.smtp")),
                List.of("tcprules", "/etc/tcp.smtp.cdb", "/etc/tcp.smtp.tmp"),
                false),
            "mail1",
            _ -> IpAddress.parse("192.0.2.10").stream().toList(),
            Optional.empty());
    place = new PlaceOfLeases(folder, point, new HostPrograms(host));
  }

  @AfterEach
  void end() throws Exception {
    if (place != null) {
      place.close();
    }
    if (host != null) {
      host.close();
    }
  }

  private String check(String user) {
    return host.run(
            "env",
            "TCPREMOTEIP=192.0.2.10",
            "TCPREMOTEINFO=" + user,
            "tcprulescheck",
            "/etc/tcp.smtp.cdb")
        .output();
  }

  @Test
  void tcpserverTurnsAwayWhomIdentTells() throws Exception {
    Target bob = new Target.LocalUser("web1", "bob");
    place.begin("l1", bob, new Response.Hold());
    assertThat(place.round()).isTrue();
    assertThat(check("bob")).contains("deny connection");
    assertThat(check("ann")).contains("RELAYCLIENT").contains("allow connection");
    place.end(bob);
    assertThat(place.round()).isTrue();
    assertThat(check("bob")).contains("RELAYCLIENT").contains("allow connection");
  }

  private void install() throws Exception {
    Matcher block =
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
    assertThat(block.find()).isTrue();
    Files.writeString(host.file("/var/qmail/bin/qmail-queue"), block.group(1));
    Files.writeString(host.file("/var/qmail/bin/qmail-queue.weir"), "#!/bin/sh\ncat >/tmp/taken\n");
    host.run("sh", "-c", "chmod 755 /var/qmail/bin/*").orFail();
  }

  private Ran send() {
    return host.runAs("u2001", "rm -f /tmp/taken; echo message | /var/qmail/bin/qmail-queue");
  }

  @Test
  void theScriptInFrontOfQmailQueueEndsAsQmailQueueWould() throws Exception {
    install();
    Target user = new Target.LocalUser("mail1", "2001");
    assertThat(send().exit()).isZero();
    assertThat(Files.readString(host.file("/tmp/taken"))).isEqualTo("message\n");
    place.begin("l1", user, new Response.Hold());
    place.round();
    assertThat(send().exit()).isEqualTo(71);
    assertThat(host.file("/tmp/taken")).doesNotExist();
    place.begin("l2", user, new Response.Suspend());
    place.round();
    assertThat(send().exit()).isEqualTo(31);
    place.end(user);
    place.round();
    assertThat(send().exit()).isZero();
    place.begin("l3", new Target.LocalUser("mail1", "u2001"), new Response.Hold());
    place.round();
    assertThat(send().exit()).isEqualTo(71);
    assertThat(host.run("sh", "-c", "echo x | /var/qmail/bin/qmail-queue").exit()).isZero();
  }
}

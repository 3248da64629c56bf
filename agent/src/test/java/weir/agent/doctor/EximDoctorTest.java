package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.maillog.Entrance;
import weir.maillog.EximLog;
import weir.maillog.OwnFileFraming;
import weir.observation.Observation;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;

/// A real Exim as Debian ships it.
class EximDoctorTest {
  private static final String MACROS = "/etc/exim4/exim4.conf.localmacros";
  private final PeerRoot root = PeerRoot.require("exim");

  private static void send(PeerHost host, String subject) {
    host.run("sh", "-c", "id u2001 2>/dev/null || useradd -m -u 2001 u2001").orFail();
    host.runAs(
            "u2001",
            "cd /home/u2001 && printf 'Subject: "
                + subject
                + "\\n\\nhello\\n' | /usr/sbin/sendmail -i root@localhost")
        .orFail();
  }

  private static List<Observation.Entered> messages(PeerHost host) {
    OwnFileFraming framing = new OwnFileFraming(ZoneId.of("UTC"), "exim");
    return Sent.messages(log(host), framing, new EximLog());
  }

  private static String log(PeerHost host) {
    return host.run("cat", "/var/log/exim4/mainlog").output();
  }

  private static void apply(PeerHost host, List<String> lines) throws IOException {
    Files.writeString(
        host.file(MACROS), lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    host.run("update-exim4.conf").orFail();
  }

  @Test
  void stockSettingsAreAdvisedAndThenSayWhoItIs() throws IOException {
    try (PeerHost host = root.startAlone()) {
      Found before = Found.of(new PeerMachine(host), "Exim 4");
      assertThat(before.needs()).containsExactly("log lines say less than they could");
      assertThat(before.wanting()).allSatisfy(it -> assertThat(it.where()).startsWith(MACROS));
      send(host, "before");
      assertThat(messages(host))
          .singleElement()
          .satisfies(it -> {
            assertThat(it.directory()).isEmpty();
            assertThat(it.subject()).isEmpty();
            assertThat(it.recipients()).isEmpty();
          });

      apply(host, before.lines());
      Found after = Found.of(new PeerMachine(host), "Exim 4");
      assertThat(after.of().diagnoses()).allMatch(Diagnosis.Sound.class::isInstance);
      send(host, "after");
      Observation.Entered told = messages(host).getLast();
      assertThat(told.subject()).contains("after");
      assertThat(told.directory()).contains("/home/u2001");
      assertThat(told.recipients()).hasValue(1);
      assertThat(told.by().orElseThrow())
          .isInstanceOfSatisfying(
              Entrance.Program.class, by -> assertThat(by.user()).contains("u2001"));
      int milliseconds = told.witness().at().getNano() / 1_000_000;
      assertThat(log(host).lines().filter(line -> line.contains(" <= ")).toList().getLast())
          .containsPattern("^\\S+ \\d\\d:\\d\\d:\\d\\d\\.%03d ".formatted(milliseconds));
    }
  }

  /// A trusted user is believed whatever he says of himself: the log shows another's name.
  @Test
  void aTrustedCustomerIsFoundAndThenCannotLie() throws IOException {
    try (PeerHost host = root.startAlone()) {
      host.run("useradd", "-m", "-u", "2001", "u2001").orFail();
      apply(host, List.of("MAIN_TRUSTED_USERS = uucp : u2001"));
      Found found = Found.of(new PeerMachine(host), "Exim 4");
      assertThat(found.needs()).contains("who may say anything of himself: u2001");
      lie(host);
      assertThat(user(messages(host).getLast())).isEqualTo("root");

      apply(host, found.lines());
      assertThat(Found.of(new PeerMachine(host), "Exim 4").wants()).isEmpty();
      lie(host);
      assertThat(user(messages(host).getLast())).isEqualTo("u2001");
    }
  }

  private static void lie(PeerHost host) {
    host.runAs("u2001", "printf 'Subject: x\\n\\nhello\\n' | exim4 -oMt root -i root@localhost")
        .orFail();
  }

  private static String user(Observation.Entered message) {
    return message.by().orElseThrow() instanceof Entrance.Program by
        ? by.user().orElseThrow()
        : "nobody";
  }
}

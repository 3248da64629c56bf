package weir.dialogs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.dialogs.SmtpDialogues.Step;
import weir.net.IpAddress;
import weir.rehearsal.Partner;
import weir.rehearsal.Partner.Door;
import weir.rehearsal.Setup;
import weir.sink.SinkMta;
import weir.testkit.Conformance;

/// What the test suites of other mail servers say to theirs, said to ours. Where a script names the
/// replies it expects, ours are of the same class, but for those named here with the reason;
/// docs/conformance.md says it to people.
final class SmtpDialoguesTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().resolveSibling("docs/conformance.md");

  private static final String CHASQUID = "chasquid/";
  private static final String EXIM = "exim-testsuite/0000-Basic/";
  private static final String JAMES = "james-mpt/";

  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          Map.entry(CHASQUID + "auth_too_many_failures.cmy", "twenty errors end a session, not 3"),
          Map.entry(CHASQUID + "bad_data.cmy", "a message passes whatever its header looks like"),
          Map.entry(EXIM + "0022", "Exim's own access list refuses"),
          Map.entry(EXIM + "0196", "EXPN is not offered"),
          Map.entry(EXIM + "0214", "Exim's own check of header syntax refuses"),
          Map.entry(EXIM + "0251", "Exim's own lists of senders and recipients"),
          Map.entry(EXIM + "0287", "ETRN is not offered"),
          Map.entry(
              EXIM + "0300", "an early talker is a finding, refused where the policy says so"),
          Map.entry(EXIM + "0439", "Exim's own limit of load"),
          Map.entry(EXIM + "0460", "a bare LF is refused"),
          Map.entry(EXIM + "0482", "a message passes whatever its header looks like"),
          Map.entry(EXIM + "0547", "its lines of a reply are counted as replies"),
          Map.entry(EXIM + "0579", "a recipient that only Exim has"),
          Map.entry(EXIM + "0609", "a domain that only Exim has"),
          Map.entry(EXIM + "0900", "the rest of a chunk is waited for, longer than a test does"),
          Map.entry(JAMES + "starttls_session_fixation.test", "no login in the clear"),
          Map.entry(JAMES + "starttls_with_injection.test", "refused for good, not for now"));

  /// A recipient of the house that a script was written for.
  private static final String OF_THEIR_HOUSE =
      "(?i)^(rcpt to: ?<?)[!-;=?-~]*@(mydomain.tld|testserver|test.ex|HOSTNAME|y)(?=[>\\s]|$)";

  @TempDir private Path folder;

  @Test
  void repliesAreOfTheClassThatOtherServersGive() throws Exception {
    Map<String, String> otherwise = new TreeMap<>();
    int expecting = 0;
    try (Replay replay = Replay.in(folder)) {
      for (var file : Conformance.read("smtp-dialogues").entrySet()) {
        List<List<Step>> sessions = expecting(file.getKey()).apply(file.getValue());
        if (sessions.isEmpty()) {
          continue;
        }
        expecting++;
        replay.first(sessions).ifPresent(difference -> otherwise.put(file.getKey(), difference));
      }
    }
    assertThat(otherwise).containsOnlyKeys(OTHERWISE.keySet());
    int agree = expecting - otherwise.size();
    assertThat(Files.readString(PAGE))
        .contains("%d name the replies they expect. %d of them agree".formatted(expecting, agree))
        .contains(" %d part somewhere".formatted(otherwise.size()));
  }

  @Test
  void everyCommandThatOtherServersAreToldGetsOneReply() throws Exception {
    LogWatch log = new LogWatch();
    log.start();
    try (Replay replay = Replay.in(folder)) {
      for (var file : Conformance.read("smtp-dialogues").entrySet()) {
        for (List<Step> session : typed(file)) {
          assertThat(replay.typed(session)).as(file.getKey()).isEmpty();
        }
      }
      assertThat(log.errors()).isEmpty();
    } finally {
      log.stop();
    }
  }

  @Test
  void thePageSaysHowManyFilesAreSaidAndHowManyAreNot() throws IOException {
    int typing = 0;
    int sessions = 0;
    int both = 0;
    int neither = 0;
    var files = Conformance.read("smtp-dialogues");
    for (var file : files.entrySet()) {
      boolean expects = !expecting(file.getKey()).apply(file.getValue()).isEmpty();
      boolean types = !typed(file).isEmpty();
      typing += types ? 1 : 0;
      sessions += typed(file).size();
      both += expects && types ? 1 : 0;
      neither += expects || types ? 0 : 1;
    }
    assertThat(Files.readString(PAGE))
        .contains("Of %d files:".formatted(files.size()))
        .contains("%d type sessions into Exim".formatted(typing))
        .contains("%d sessions; %d of these files are among".formatted(sessions, both))
        .contains("%d do neither".formatted(neither));
  }

  private static List<List<Step>> typed(Map.Entry<String, String> file) {
    return file.getKey().startsWith(EXIM) ? SmtpDialogues.typed(file.getValue()) : List.of();
  }

  private static Function<String, List<List<Step>>> expecting(String path) {
    if (path.startsWith(JAMES)) {
      return SmtpDialogues::james;
    }
    if (path.endsWith(".cmy")) {
      return SmtpDialogues::chasquid;
    }
    return path.startsWith(EXIM) ? SmtpDialogues::exim : _ -> List.of();
  }

  /// One gateway that all sessions are said to, in the names of this house.
  private record Replay(Partner gateway, SinkMta sink) implements AutoCloseable {

    static Replay in(Path folder) throws IOException {
      SinkMta sink = SinkMta.start();
      Map<String, String> settings =
          Map.of(
              "listeners.direct.syntax", "'relaxed'",
              "limits.message-size", "'1MB'",
              "checks.sender-domain.enabled", "false");
      Setup setup = new Setup("direct", Optional.empty(), List.of(), settings, Map.of(), Set.of());
      return new Replay(House.in(folder).start(setup, sink.port()), sink);
    }

    /// The first reply that is of another class than expected.
    Optional<String> first(List<List<Step>> sessions) throws IOException {
      for (List<Step> session : sessions) {
        boolean tls = session.getFirst() instanceof Step.Secure;
        Door door =
            tls
                ? gateway.door(
                    "submissions", Optional.of(IpAddress.parse("192.0.2.10").orElseThrow()))
                : gateway.door("direct", Optional.empty());
        try (ForeignClient client = ForeignClient.of(door, tls)) {
          Optional<String> difference = play(session, client);
          if (difference.isPresent()) {
            return difference;
          }
        }
      }
      return Optional.empty();
    }

    private static Optional<String> play(List<Step> session, ForeignClient client)
        throws IOException {
      String said = "the greeting";
      for (Step step : session) {
        switch (step) {
          case Step.Secure() -> {}
          case Step.Send(var octets) -> {
            said = translated(octets);
            client.send(said);
          }
          case Step.Expect(var code) -> {
            String reply = client.reply();
            if (reply.isEmpty() || reply.charAt(0) != code.charAt(0)) {
              return Optional.of(said.strip() + " -> " + reply + ", not " + code);
            }
          }
        }
      }
      return Optional.empty();
    }

    /// Types a session and looks that there is one reply a command.
    Optional<String> typed(List<Step> session) throws IOException {
      try (ForeignClient client =
          ForeignClient.of(gateway.door("direct", Optional.empty()), false)) {
        client.reply();
        boolean inMessage = false;
        for (Step step : session) {
          if (!(step instanceof Step.Send(var octets))) {
            continue;
          }
          client.send(translated(octets));
          if (inMessage && !octets.equals(".\r\n")) {
            continue;
          }
          String reply = client.reply();
          if (reply.isEmpty()) {
            return client.closed() ? Optional.empty() : Optional.of("no reply to " + octets);
          }
          inMessage = reply.startsWith("354");
        }
        return client.nothingMore() ? Optional.empty() : Optional.of("more than one reply");
      }
    }

    /// Their names become ours.
    private static String translated(String octets) {
      List<String> lines = new ArrayList<>();
      String good =
          Base64.getEncoder().encodeToString("\0ann@example.com\0secret".getBytes(ISO_8859_1));
      for (String line : octets.split("(?<=\n)")) {
        lines.add(
            line.replaceAll(OF_THEIR_HOUSE, "$1bob@example.com")
                .replace("dXNlckB0ZXN0c2VydmVyAHVzZXJAdGVzdHNlcnZlcgBzZWNyZXRwYXNzd29yZA==", good)
                .replace("HOSTIPV4", "127.0.0.1"));
      }
      return String.join("", lines);
    }

    @Override
    public void close() throws Exception {
      gateway.close();
      sink.close();
    }
  }
}

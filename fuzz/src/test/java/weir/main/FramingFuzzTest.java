package weir.main;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import weir.app.App;
import weir.app.Surroundings;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.dns.Zone;
import weir.rehearsal.HandClock;
import weir.rehearsal.ZoneResolver;
import weir.settings.Configuration;
import weir.settings.Settings;
import weir.state.MemoryState;

/// A whole session, all its octets at once, between a client and a next hop that each read by the
/// letter. Bit 1 of the first octet: bare line ends are normalised, as for our own hosts.
final class FramingFuzzTest {

  /// What changes the count of replies, is too long to wait for, or is a field that only we may
  /// write.
  private static final Pattern LEFT_OUT =
      Pattern.compile("(?i)PRDR|BDAT +[0-9]{5}|X-Weir|X-Spam|Authentication-Results");

  /// Our fields on top of a message, the last of which is Received.
  private static final Pattern OURS =
      Pattern.compile(
          "\\A(?:(?:Authentication-Results|X-Weir-[A-Za-z-]+): [^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*)*"
              + "Received: [^\r\n]*(?:\r\n[ \t][^\r\n]*)*?; ?(?:\r\n\t)[^\r\n]* \\+0000\r\n");

  private static final String NAMES =
      """
      b.example       MX   10 mail.b.example
      mail.b.example  A    127.0.0.1
      127.0.0.1       PTR  mail.b.example
      """;

  private static HopMessages hop;
  private static App app;

  @BeforeAll
  static void start() throws Exception {
    hop = new HopMessages();
    Path folder = Files.createTempDirectory("weir-fuzz");
    folder.toFile().deleteOnExit();
    app = new App(configuration(folder), surroundings());
    app.start();
    app.awaitHops();
  }

  @AfterAll
  static void stop() throws IOException {
    app.close();
    hop.close();
  }

  @FuzzTest
  void theNextHopGetsTheMessagesThatWereFramedAndNoOther(byte[] octets) throws IOException {
    if (octets.length < 2 || octets.length > 8192) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(octets, 1, octets.length);
    if (LEFT_OUT.matcher(new String(stream, ISO_8859_1)).find()) {
      return;
    }
    boolean normalised = (octets[0] & 1) != 0;
    InetSocketAddress server = app.address(normalised ? "own" : "mx").orElseThrow();
    Optional<List<String>> framed = FramedMessages.of(server, stream, normalised);
    List<String> handedOn = hop.take();
    handedOn.forEach(content -> assertThat(content).doesNotContainPattern("\r(?!\n)|(?<!\r)\n|\0"));
    framed.ifPresent(contents ->
        assertThat(handedOn.stream().map(each -> OURS.matcher(each).replaceFirst("")))
            .isEqualTo(contents));
  }

  private static Surroundings surroundings() {
    return new Surroundings(
        InstantSource.system(),
        System::nanoTime,
        new Random(1),
        Optional.of(new ZoneResolver(Zone.parse(NAMES), new HandClock())),
        Optional.of(entry -> {}),
        Optional.of(new MemoryState()));
  }

  private static Configuration configuration(Path folder) {
    String toml =
        """
        host-name = 'mx.example.com'
        folder = '%s'
        lists.watch = false
        listeners.mx.address = '127.0.0.1:0'
        listeners.mx.tls = 'none'
        listeners.own.address = '127.0.0.1:0'
        listeners.own.role = 'relay'
        listeners.own.tls = 'none'
        listeners.own.bare-line-ends = 'normalise'
        hops.back.type = 'smtp'
        hops.back.address = '127.0.0.1:%d'
        domains.'example.com'.hop = 'back'
        domains.'example.com'.recipients = ['ann', 'bob']
        checks.tarpit.enabled = false
        checks.connections.enabled = false
        checks.recipients.enabled = false
        checks.greylist.enabled = false
        checks.throttle.enabled = false
        """
            .formatted(folder, hop.port());
    Path file = folder.resolve("weir.toml");
    return switch (new Binder(Values.standard()).text(Settings.class, toml, file)) {
      case Binding.Bound<Settings> bound ->
          new Configuration(bound.value(), bound.positions(), toml, file);
      case Binding.Refused<Settings>(var mistakes) ->
          throw new IllegalArgumentException(mistakes.toString());
    };
  }
}

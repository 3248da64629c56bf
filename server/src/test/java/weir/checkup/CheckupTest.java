package weir.checkup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.incident.Alarm;
import weir.vitals.Taken;
import weir.vitals.Vital;
import weir.vitals.Vitals;

/// What is read of the servers, and what becomes of it.
final class CheckupTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

  @TempDir private Path folder;
  private final List<Alarm> alarms = new ArrayList<>();
  private Instant now = NOW;

  private Checkup checkup(Map<String, Gauge> gauges) {
    return new Checkup(folder, gauges, alarms::add, () -> now);
  }

  @Test
  void whatIsMuchWorseIsAnAlarmAboutItsHost() throws Exception {
    try (Checkup checkup =
        checkup(Map.of("queues", _ -> List.of(new Taken("mail1", Vital.QUEUE_LENGTH, 4_312))))) {
      checkup.look();
      now = now.plusSeconds(60);
      checkup.look();
      checkup.look();
    }
    assertThat(alarms).hasSize(1);
    assertThat(alarms.getFirst().reason()).isEqualTo("4,312 messages wait in its queue");
    assertThat(alarms.getFirst().reading().key().name()).isEqualTo("mail1");
    assertThat(alarms.getFirst().rule().acts()).isFalse();
  }

  @Test
  void oneGaugeThatFailsHidesNoOther() throws Exception {
    Gauge broken =
        _ -> {
          throw new IOException("the disk is gone");
        };
    Gauge listed = _ -> List.of(new Taken("mail1", Vital.LISTED, 1));
    try (Checkup checkup = checkup(Map.of("a", broken, "b", listed))) {
      checkup.look();
      checkup.look();
    }
    assertThat(alarms).hasSize(1);
  }

  @Test
  void whatIsUsualIsKeptInAFile() throws IOException {
    VitalsFile file = new VitalsFile(folder);
    List<Vitals.Hour> hours =
        List.of(
            new Vitals.Hour("mail1", Vital.QUEUE_AGE, 494_000, 12.5),
            new Vitals.Hour("web 1", Vital.BACKSCATTER, 494_001, 0));
    file.write(hours);
    assertThat(file.read()).isEqualTo(hours);
  }

  @Test
  void theGreetingOfAListenerIsTimed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread greeter =
          Thread.ofVirtual()
              .start(() -> {
                try (var client = server.accept()) {
                  client.getOutputStream().write("220 hello\r\n".getBytes());
                  client.getInputStream().readAllBytes();
                } catch (IOException _) {
                  // The test has ended.
                }
              });
      InetSocketAddress at = new InetSocketAddress("127.0.0.1", server.getLocalPort());
      assertThat(new BannerGauge("mx", () -> List.of(at)).read(NOW))
          .singleElement()
          .matches(taken -> taken.value() > 0 && taken.vital() == Vital.BANNER_TIME);
      greeter.join();
    }
  }

  @Test
  void aListenerThatIsGoneCountsAsTheSlowest() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      nobody = new InetSocketAddress("127.0.0.1", server.getLocalPort());
    }
    assertThat(new BannerGauge("mx", () -> List.of(nobody)).read(NOW))
        .containsExactly(new Taken("mx", Vital.BANNER_TIME, Duration.ofSeconds(20).toMillis()));
  }

  @Test
  void whereThereWasNeverAComplaintNothingIsCounted() throws Exception {
    assertThat(new ComplaintGauge(folder, "mx").read(NOW)).isEmpty();
  }
}

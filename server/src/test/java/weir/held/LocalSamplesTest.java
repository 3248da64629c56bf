package weir.held;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.held.Letters.hold;
import static weir.held.Letters.id;
import static weir.held.Letters.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.queue.Spool;
import weir.evidence.LocalSamples;
import weir.evidence.Samples;
import weir.observation.Arrival;
import weir.observation.Leg;
import weir.observation.Origin;
import weir.observation.Passages;
import weir.observation.QueueKey;

/// Beginnings of messages that lie on this host.
class LocalSamplesTest {
  private static final LocalSamples.Queue NO_QUEUE =
      () -> {
        throw new IOException("no queue here");
      };

  @TempDir private Path base;

  private static Leg leg(String host, String id) {
    Passages passages = new Passages((_, _) -> Optional.empty(), _ -> Origin.AUTHORED, 10, 1);
    QueueKey key = new QueueKey(host, id, Instant.parse("2026-11-25T09:00:00Z"));
    passages.take(Arrival.of(key).by(Arrival.program(2001)).to(1).entered());
    return passages.changes().updated().getFirst().first();
  }

  @Test
  void whatWeHoldIsThere() throws IOException {
    try (HeldStore store = open(base.resolve("held"))) {
      hold(store, id(1), "ann@example.com");
      LocalSamples samples = new LocalSamples("mx1", store, NO_QUEUE);
      Samples.Beginning found = samples.of(leg("mx1", id(1)), 12).orElseThrow();
      assertThat(new String(found.octets(), ISO_8859_1)).isEqualTo("X-Weir-Test:");
      assertThat(found.size()).isGreaterThan(Letters.BODY.length());
      assertThat(samples.of(leg("mx2", id(1)), 12)).as("another host's").isEmpty();
      assertThatThrownBy(() -> samples.of(leg("mx1", id(2)), 12)).hasMessage("no queue here");
    }
  }

  @Test
  void whatLiesInTheMailServersQueueIsThere() throws IOException {
    Path queue = base.resolve("queue");
    write(queue.resolve("mess/0/77"), "Subject: offer\n\nhello\n");
    write(queue.resolve("info/0/77"), "Fa@shop.example\0");
    write(queue.resolve("remote/0/77"), "Tbob@example.net\0");
    try (HeldStore store = open(base.resolve("held"))) {
      LocalSamples samples =
          new LocalSamples("web1", store, () -> new Spool(Spool.Server.QMAIL, queue));
      Samples.Beginning found = samples.of(leg("web1", "77"), 100).orElseThrow();
      assertThat(new String(found.octets(), ISO_8859_1)).isEqualTo("Subject: offer\n\nhello\n");
      assertThat(samples.of(leg("web1", "78"), 100)).isEmpty();
      assertThat(samples.of(leg("web1", "../info/0/77"), 100)).isEmpty();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, ISO_8859_1);
  }
}

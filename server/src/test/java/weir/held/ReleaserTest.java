package weir.held;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.held.Letters.draft;
import static weir.held.Letters.id;
import static weir.held.Letters.letter;
import static weir.held.Letters.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.journal.Entry;
import weir.nexthop.HopSettings;
import weir.nexthop.RefusedRecipients;
import weir.nexthop.SmtpHop;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.smtp.BufferPool;

class ReleaserTest {
  @TempDir private Path folder;

  private static SmtpHop lmtp(SinkMta sink) {
    String toml = "address = '127.0.0.1:" + sink.port() + "'";
    HopSettings.Lmtp settings =
        ((Binding.Bound<HopSettings.Lmtp>)
                new Binder(Values.standard())
                    .text(HopSettings.Lmtp.class, toml, Path.of("/test/weir.toml")))
            .value();
    return new SmtpHop(
        "back",
        settings,
        "weir.example",
        new BufferPool(16 * 1024, 8),
        new RefusedRecipients(Duration.ofHours(1), System::nanoTime),
        System::nanoTime);
  }

  @Test
  void aHopThatTakesOneRecipientAtATimeGetsACopyForEach() throws IOException, InterruptedException {
    CountDownLatch released = new CountDownLatch(3);
    try (SinkMta sink = SinkMta.start().lmtp();
        SmtpHop hop = lmtp(sink);
        HeldStore store =
            HeldStore.open(
                folder,
                settings(),
                InstantSource.fixed(Letters.RECEIVED),
                System::nanoTime,
                false)) {
      store.keep(
          letter(id(1)),
          List.of(
              draft(HeldState.RELEASING, "ann@example.com", "bob@example.com", "eve@example.com")),
          false,
          () -> true);
      try (Releaser releaser =
          new Releaser(
              store,
              (_, _) -> Optional.of(hop),
              entry -> {
                if (entry instanceof Entry.Act) {
                  released.countDown();
                }
              },
              InstantSource.fixed(Letters.RECEIVED))) {
        releaser.start();
        assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(sink.messages())
          .extracting(SinkMessage::recipients)
          .containsExactlyInAnyOrder(
              List.of("<ann@example.com>"),
              List.of("<bob@example.com>"),
              List.of("<eve@example.com>"));
    }
  }
}

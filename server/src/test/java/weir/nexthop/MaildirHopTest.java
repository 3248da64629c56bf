package weir.nexthop;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.nexthop.TestHops.BODY;
import static weir.nexthop.TestHops.bound;
import static weir.nexthop.TestHops.handing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.mail.Content;
import weir.testkit.Until;

class MaildirHopTest {

  @TempDir Path root;

  private HopSettings.Maildir settings(String... lines) {
    return bound(HopSettings.Maildir.class, "root = '" + root + "'\n" + String.join("\n", lines));
  }

  private MaildirHop hop(MaildirStore store, String... lines) {
    return new MaildirHop("local", settings(lines), "weir.example", System::nanoTime, store);
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMessageLiesInNewOfEveryRecipientWithItsReturnPath() throws IOException {
    try (MaildirHop hop = hop(new DiskMaildirStore())) {
      Handover outcome = hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

      assertThat(outcome).isInstanceOf(Handover.Taken.class);
      assertThat(files()).hasSize(2);
      for (Path file : files()) {
        assertThat(file.getParent().getFileName()).hasToString("new");
        assertThat(file.getFileName().toString()).endsWith(",S=" + Files.size(file));
      }
      Path ann = root.resolve("ann@example.com").resolve("new");
      try (Stream<Path> mails = Files.list(ann)) {
        assertThat(Files.readString(mails.findFirst().orElseThrow()))
            .isEqualTo(
                "Return-Path: <from@example.net>\r\nDelivered-To: ann@example.com\r\n"
                    + "Received: from test by weir.example id abcdefghijklm\r\n"
                    + BODY);
      }
    }
  }

  @Test
  void aRecipientGivenTwiceGetsOneCopy() {
    try (MaildirHop hop = hop(new DiskMaildirStore())) {
      hop.handOver(handing(BODY, "ann@example.com", "Ann@example.com", "ann+list@example.com"));

      assertThat(files()).hasSize(1);
    }
  }

  @Test
  void everyStepIsDurableBeforeTheNext() {
    WatchedStore store = new WatchedStore(0);
    try (MaildirHop hop = hop(store)) {
      hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

      assertThat(store.acts())
          .containsExactly(
              "prepare ann@example.com",
              "create in tmp",
              "sync in tmp",
              "close in tmp",
              "prepare bob@example.com",
              "create in tmp",
              "sync in tmp",
              "close in tmp",
              "rename from tmp to new",
              "rename from tmp to new",
              "sync of new",
              "sync of new");
    }
  }

  @Test
  void hostile_110_whichever_step_fails_the_message_is_not_taken_and_nothing_is_left() {
    for (int failing = 1; failing <= 12; failing++) {
      WatchedStore store = new WatchedStore(failing);
      try (MaildirHop hop = hop(store)) {
        Handover outcome = hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

        assertThat(outcome).as("act " + failing).isInstanceOf(Handover.Failed.class);
        assertThat(((Handover.Failed) outcome).cause()).contains("Input/output error");
        assertThat(files()).as("act " + failing).isEmpty();
      }
    }
  }

  @Test
  void hostile_109_a_disk_without_room_at_any_step_is_told_apart_from_one_that_fails() {
    for (int failing = 1; failing <= 12; failing++) {
      try (MaildirHop hop = hop(new WatchedStore(failing, "Disk quota exceeded"))) {
        Handover outcome = hop.handOver(handing(BODY, "ann@example.com", "bob@example.com"));

        assertThat(outcome).as("act " + failing).isInstanceOf(Handover.NoRoom.class);
        assertThat(files()).as("act " + failing).isEmpty();
        assertThat(hop.troubleNow().orElseThrow().cause()).contains("Disk quota exceeded");
      }
    }
  }

  @Test
  void hostile_109_a_disk_that_failed_is_known_at_the_next_mail() {
    AtomicLong time = new AtomicLong();
    try (MaildirHop hop =
        new MaildirHop(
            "local",
            settings(),
            "weir.example",
            time::get,
            new WatchedStore(3, "No space left on device"))) {
      hop.handOver(handing(BODY, "ann@example.com"));
      assertThat(hop.troubleNow().orElseThrow().cause()).contains("No space left on device");

      time.addAndGet(31_000_000_000L);
      assertThat(hop.troubleNow()).isEmpty();
      assertThat(hop.handOver(handing(BODY, "ann@example.com"))).isInstanceOf(Handover.Taken.class);
    }
  }

  @Test
  void aFullQueueOfOursIsNoFailureOfTheMailboxes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    WatchedStore store =
        new WatchedStore(0) {
          @Override
          public void prepare(Path mailbox) throws IOException {
            begun.countDown();
            await(goOn);
            super.prepare(mailbox);
          }
        };
    try (MaildirHop hop = hop(store, "writers = 1", "waiting = 1")) {
      Callable<Handover> hand = () -> hop.handOver(handing(BODY, "ann@example.com"));
      FutureTask<Handover> first = new FutureTask<>(hand);
      FutureTask<Handover> second = new FutureTask<>(hand);
      Thread.ofPlatform().start(first);
      begun.await();
      Thread waiting = Thread.ofPlatform().start(second);
      Until.holds(() -> waiting.getState() == Thread.State.TIMED_WAITING);

      assertThat(hand.call()).isInstanceOf(Handover.Busy.class);
      assertThat(hop.troubleNow()).as("who comes next is not turned away").isEmpty();
      goOn.countDown();
      assertThat(first.get()).isInstanceOf(Handover.Taken.class);
      assertThat(second.get()).isInstanceOf(Handover.Taken.class);
    }
  }

  @Test
  void contentThatCannotBeReadIsNotTaken() {
    Handing whole = handing(BODY, "ann@example.com");
    Content broken =
        new Content() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public boolean hasDotLines() {
            return false;
          }

          @Override
          public void writeTo(OutputStream out) throws IOException {
            out.write("half".getBytes(StandardCharsets.US_ASCII));
            throw new IOException("the spill file is gone");
          }

          @Override
          public InputStream open() throws IOException {
            throw new IOException("the spill file is gone");
          }
        };
    try (MaildirHop hop = hop(new DiskMaildirStore())) {
      Handing handing =
          new Handing(
              whole.id(), whole.envelope(), whole.added(), broken, whole.client(), () -> true);

      assertThat(hop.handOver(handing)).isInstanceOf(Handover.Failed.class);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aClientThatLeftBeforeTheCommitLeavesNothing() {
    try (MaildirHop hop = hop(new DiskMaildirStore())) {
      assertThat(hop.handOver(handing(BODY, () -> false, "ann@example.com")))
          .isInstanceOf(Handover.ClientGone.class);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aDiskThatTakesTooLongFailsAndWhatItWroteIsTakenBack() throws InterruptedException {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch cleaned = new CountDownLatch(1);
    WatchedStore store =
        new WatchedStore(0) {
          @Override
          public void delete(Path file) throws IOException {
            super.delete(file);
            cleaned.countDown();
          }
        };
    try (MaildirHop hop = hop(store, "write-timeout = '20ms'")) {
      Handover outcome =
          hop.handOver(
              handing(
                  BODY,
                  () -> {
                    await(slow);
                    return true;
                  },
                  "ann@example.com"));

      assertThat(outcome).isInstanceOf(Handover.Failed.class);
      slow.countDown();
      cleaned.await();
      assertThat(files()).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

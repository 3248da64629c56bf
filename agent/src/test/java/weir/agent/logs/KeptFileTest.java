package weir.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.maillog.Entrance;
import weir.maillog.LogEvent;
import weir.net.IpAddress;
import weir.observation.OpenLog;
import weir.observation.OpenMessage;

class KeptFileTest {
  private static final Instant SINCE = Instant.parse("2026-11-29T02:00:00.123456789Z");

  @TempDir private Path folder;

  private Kept written(Kept kept) throws IOException {
    KeptFile file = new KeptFile(folder.resolve("kept"));
    file.write(kept);
    return file.read().orElseThrow();
  }

  private static Kept of(LogEvent.OfMessage... said) {
    OpenMessage message = new OpenMessage("ID", SINCE, List.of(said), false);
    OpenLog open =
        new OpenLog(
            List.of(message, new OpenMessage("OLD", SINCE, List.of(), true)),
            List.of(
                new LogEvent.Attempt("77", 5, true, "b@example.org"),
                new LogEvent.Attempt("78", 6, false, "ann@example.com")),
            Map.of(4711L, "/home/web/ü"));
    FileMark mark = new FileMark(1, 2, FileHead.of(new byte[] {1, 2}), 3, true, SINCE);
    return new Kept(
        List.of(mark, mark), Optional.of("s=1"), 99, Optional.of(SINCE), Map.of("mail1", open));
  }

  @Test
  void everythingThatCanBeOpenIsReadAsItWasWritten() throws IOException {
    Kept kept =
        of(
            new LogEvent.Arrival(
                "ID",
                new Entrance.Client(
                    IpAddress.parse("2001:db8::1"),
                    OptionalInt.of(25),
                    Optional.of("h.example"),
                    Optional.of("helo"),
                    Optional.of(new Entrance.Login("PLAIN", "ann@example.com")))),
            new LogEvent.Envelope(
                "ID",
                Optional.of(""),
                OptionalLong.of(1),
                OptionalInt.of(2),
                List.of("a@example.org", "ü@example.org")),
            new LogEvent.Named("ID", "x@y"),
            new LogEvent.Titled("ID", "s".repeat(16_000)),
            new LogEvent.Alias("ID", "4711"),
            new LogEvent.StartedIn("ID", "/home/web"),
            new LogEvent.Scripted("ID", "33:mail.php"));
    assertThat(written(kept)).isEqualTo(kept);
  }

  @Test
  void nothingOfAnEventIsThere() throws IOException {
    Kept kept =
        of(
            new LogEvent.Arrival(
                "ID", new Entrance.Program(OptionalLong.empty(), Optional.empty())),
            new LogEvent.Envelope(
                "ID", Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), List.of()));
    assertThat(written(kept)).isEqualTo(kept);
  }

  @Test
  void whatAnEarlierVersionKeptIsReadAndHasNoLastLine() throws IOException {
    byte[] first = {1, 0, 0, 0, 0, 0, 3, 's', '=', '1', 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 0, 0};
    assertThat(KeptCodec.read(new DataInputStream(new ByteArrayInputStream(first))))
        .isEqualTo(new Kept(List.of(), Optional.of("s=1"), 99, Optional.empty(), Map.of()));
  }

  @Test
  void aFileThatIsNotThereIsNothing() throws IOException {
    assertThat(new KeptFile(folder.resolve("kept")).read()).isEmpty();
  }
}

package weir.tracekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.tracing.Seal;
import weir.tracing.TraceToken;

class KeyFileTest {
  private static final String ID = "7h2kq0m5n9xbd";
  private static final Optional<String> DATE = Optional.of("Fri, 2 Jan 2026 03:04:05 +0100");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.5Z"));

  @TempDir private Path folder;

  private static TraceSettings settings(boolean makeKeys) {
    return new TraceSettings(
        true, Optional.empty(), makeKeys, Duration.ofDays(30), Duration.ofDays(120), List.of());
  }

  private KeyFile open(boolean makeKeys) throws IOException {
    return KeyFile.open(settings(makeKeys).file(folder), settings(makeKeys), now::get);
  }

  private TraceToken token(KeyFile file) {
    return file.keys().seal(ID, Optional.empty(), DATE).orElseThrow();
  }

  private static Seal check(KeyFile file, TraceToken token) {
    return file.keys().check(token, Optional.empty(), DATE);
  }

  @Test
  void theFirstStartMakesAKeyThatOnlyTheServerReads() throws IOException {
    TraceToken token = token(open(true));
    Path file = folder.resolve("trace-keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(check(open(true), token)).isEqualTo(Seal.SOUND);
    assertThat(KeyFile.read(file).keys()).hasSize(1);
  }

  @Test
  void aKeyIsReplacedByAgeAndKnownForItsTime() throws IOException {
    KeyFile file = open(true);
    TraceToken first = token(file);
    now.updateAndGet(at -> at.plus(Duration.ofDays(31)));
    TraceToken second = token(file);
    assertThat(second.key()).isNotEqualTo(first.key());
    now.updateAndGet(at -> at.plus(Duration.ofDays(119)));
    assertThat(check(file, first)).isEqualTo(Seal.SOUND);
    now.updateAndGet(at -> at.plus(Duration.ofDays(2)));
    assertThat(check(file, first)).isEqualTo(Seal.FOREIGN);
    assertThat(check(file, second)).isEqualTo(Seal.SOUND);
  }

  @Test
  void twoServersWithTheSameFileKnowEachOthersTokens() throws IOException {
    KeyFile maker = open(true);
    KeyFile other = open(false);
    assertThat(check(other, token(maker))).isEqualTo(Seal.SOUND);
    now.updateAndGet(at -> at.plus(Duration.ofDays(31)));
    TraceToken later = token(maker);
    assertThat(check(other, later)).isEqualTo(Seal.SOUND);
    assertThat(token(other)).isEqualTo(later);
  }

  @Test
  void filesOfTwoServersCanBePutTogether() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    KeyFile first = KeyFile.open(one, settings(true), now::get);
    KeyFile second = KeyFile.open(two, settings(true), now::get);
    TraceToken theirs = token(second);
    Files.write(one, Files.readAllLines(two), java.nio.file.StandardOpenOption.APPEND);
    now.updateAndGet(at -> at.plus(KeyFile.LOOK_AGAIN).plusSeconds(1));
    assertThat(check(first, theirs)).isEqualTo(Seal.SOUND);
  }

  @Test
  void aServerThatMakesNoKeysGivesNoTokensWithoutAFile() throws IOException {
    KeyFile file = open(false);
    assertThat(file.keys().seal(ID, Optional.empty(), DATE)).isEmpty();
    assertThat(folder.resolve("trace-keys")).doesNotExist();
  }

  @Test
  void aBrokenFileKeepsTheServerFromStartingAndDoesNotStopOneThatRuns() throws IOException {
    KeyFile file = open(true);
    TraceToken token = token(file);
    Files.writeString(folder.resolve("trace-keys"), "# keys\n2026-01-01T00:00:00Z AAAA\n");
    assertThatThrownBy(() -> open(true))
        .hasMessage("line 2 is not the time and the secret of a key");
    now.updateAndGet(at -> at.plus(Duration.ofHours(1)));
    assertThat(check(file, token)).isEqualTo(Seal.SOUND);
  }
}

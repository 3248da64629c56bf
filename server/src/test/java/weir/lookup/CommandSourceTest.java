package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.asking.ProgramSettings;
import weir.routing.MapAnswer;
import weir.routing.MapLine;

/// Real programs, in every way they can fail.
class CommandSourceTest {
  @TempDir Path folder;

  private CommandSource program(Duration deadline, String script) throws IOException {
    Path file = folder.resolve("program");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return source(deadline, file);
  }

  private static CommandSource source(Duration deadline, Path file, String... arguments) {
    return new CommandSource(
        new SourceSettings.Command(new ProgramSettings(file, List.of(arguments))), deadline);
  }

  private CommandSource program(String script) throws IOException {
    return program(Duration.ofSeconds(5), script);
  }

  @Test
  void theNameIsItsInputAndOneLineItsAnswer() throws Exception {
    CommandSource source =
        program(
            "read name; [ \"$name\" = shop.example ] && echo found hop=a policy=b recipients=map");
    assertThat(source.ask("shop.example"))
        .isEqualTo(
            new MapAnswer.Found(
                new MapLine(Optional.of("a"), Optional.of("b"), MapLine.Recipients.MAP)));
  }

  @Test
  void aProgramMaySayAbsent() throws Exception {
    assertThat(program("echo absent").ask("other.example")).isEqualTo(MapAnswer.ABSENT);
  }

  @Test
  void noShellSeesTheName() throws Exception {
    Path out = folder.resolve("made");
    CommandSource source = source(Duration.ofSeconds(5), Path.of("/bin/sed"), "s/.*/absent/");
    assertThat(source.ask("\"`touch " + out + "`;$(touch " + out + ")\"@shop.example"))
        .isEqualTo(MapAnswer.ABSENT);
    assertThat(out).doesNotExist();
  }

  @Test
  void nothingOfOurEnvironmentIsTold() throws Exception {
    assertThat(
            program(
                    "[ \"$(env | grep -c -v '^PWD=\\|^SHLVL=\\|^_=')\" = 2 ] && echo found policy=clean")
                .ask("shop.example"))
        .isEqualTo(new MapAnswer.Found(MapLine.of(List.of("policy=clean"))));
  }

  @Test
  void aProgramThatFailsHasNotAnswered() {
    assertThatThrownBy(() -> program("echo absent; exit 3").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessage("ended with status 3");
  }

  @Test
  void aProgramThatDiesHasNotAnswered() {
    assertThatThrownBy(() -> program("kill -9 $$").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessage("ended with status 137");
  }

  @Test
  void silenceIsNotAbsence() {
    assertThatThrownBy(() -> program("exit 0").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessage("said nothing");
  }

  @Test
  void whatIsNeitherFoundNorAbsentIsNoAnswer() {
    assertThatThrownBy(() -> program("echo maybe").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessage("said neither found nor absent: maybe");
    assertThatThrownBy(() -> program("echo found colour=red").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessageContaining("\"colour\" is unknown here");
    assertThatThrownBy(() -> program("echo found; echo absent").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessage("said 2 lines instead of one");
  }

  @Test
  void whoHangsIsKilledWithItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    CommandSource source =
        program(Duration.ofMillis(300), "sleep 1000 & echo $! $$ > " + pids + "; echo found; wait");
    assertThatThrownBy(() -> source.ask("shop.example"))
        .isInstanceOf(IOException.class)
        .hasMessage("did not end within 300 ms");
    for (String pid : Files.readString(pids).strip().split(" ")) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
      process.ifPresent(alive -> alive.onExit().join());
      assertThat(process.map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }
  }

  @Test
  void aChildThatKeepsTheOutputOpenKeepsNobodyWaiting() throws Exception {
    Path pid = folder.resolve("pid");
    MapAnswer answer = program("sleep 1000 & echo $! > " + pid + "; echo absent").ask("a.example");
    assertThat(answer).isEqualTo(MapAnswer.ABSENT);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void whoWritesTooMuchIsKilled() {
    assertThatThrownBy(() -> program("yes found").ask("shop.example"))
        .isInstanceOf(Source.NoAnswer.class)
        .hasMessage("wrote more than 4096 bytes");
  }

  @Test
  void aProgramThatIsGoneIsAFailure() {
    assertThatThrownBy(
            () -> source(Duration.ofSeconds(1), folder.resolve("gone")).ask("shop.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone");
  }
}

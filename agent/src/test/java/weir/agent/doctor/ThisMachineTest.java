package weir.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testkit.Until;

class ThisMachineTest {
  @TempDir private Path folder;
  private final ThisMachine machine = new ThisMachine(Duration.ofMillis(200));

  @Test
  void aProgramThatDoesNotEndIsEnded() {
    assertThat(machine.run("sleep", "1000"))
        .isInstanceOfSatisfying(
            Machine.Said.Failed.class, it -> assertThat(it.cause()).contains("took longer than"));
  }

  @Test
  void aProgramWhoseChildKeepsTheOutputIsEndedWithItAndStartsNoOther() {
    String seconds = "1000." + ProcessHandle.current().pid();
    String script = ("sleep " + seconds + ";").repeat(20);
    assertThat(machine.run("sh", "-c", script)).isInstanceOf(Machine.Said.Failed.class);
    Until.holds(() -> !isRunning(seconds));
  }

  private static boolean isRunning(String argument) {
    return ProcessHandle.allProcesses()
        .flatMap(each -> each.info().arguments().stream())
        .anyMatch(words -> List.of(words).contains(argument));
  }

  @Test
  void aChildThatIsLeftBehindWithTheOutputKeepsNobodyWaiting() {
    ThisMachine patient = new ThisMachine();
    String seconds = "100." + ProcessHandle.current().pid();
    assertThat(patient.run("sh", "-c", "sleep " + seconds + " & echo $!"))
        .isInstanceOfSatisfying(
            Machine.Said.Text.class,
            it -> {
              Until.holds(() -> isRunning(seconds));
              ProcessHandle.of(Long.parseLong(it.text().strip())).orElseThrow().destroy();
            });
  }

  @Test
  void whatAProgramComplainsOfIsTheCause() {
    ThisMachine patient = new ThisMachine();
    assertThat(patient.run("sh", "-c", "echo no rights >&2; exit 3"))
        .isInstanceOfSatisfying(
            Machine.Said.Failed.class, it -> assertThat(it.cause()).endsWith(": no rights"));
    assertThat(patient.run("sh", "-c", "echo yes; echo odd >&2"))
        .isEqualTo(new Machine.Said.Text("yes\n"));
  }

  @Test
  void whatIsNotThereIsMissing() {
    assertThat(machine.run("no-such-mail-program")).isInstanceOf(Machine.Said.Missing.class);
    assertThat(machine.read(folder.resolve("no"))).isInstanceOf(Machine.Said.Missing.class);
    assertThat(machine.find(folder + "/no/*")).isEmpty();
  }

  @Test
  void filesAreFoundByEachPartOfTheirName() throws IOException {
    for (String version : new String[] {"8.2", "8.1"}) {
      Files.createDirectories(folder.resolve(version + "/fpm"));
      Files.writeString(folder.resolve(version + "/fpm/php.ini"), version);
    }
    assertThat(machine.find(folder + "/*/fpm/php.ini"))
        .containsExactly(folder.resolve("8.1/fpm/php.ini"), folder.resolve("8.2/fpm/php.ini"));
  }

  @Test
  void theEndOfALongFileIsReadWithoutItsBeginning() throws IOException {
    Path file =
        Files.writeString(folder.resolve("log"), "old\n".repeat(ThisMachine.MOST) + "new\n");
    assertThat(machine.readEnd(file))
        .isInstanceOfSatisfying(
            Machine.Said.Text.class,
            it -> assertThat(it.text()).hasSize(ThisMachine.END).endsWith("old\nnew\n"));
    assertThat(machine.readEnd(Files.writeString(folder.resolve("short"), "one\n")))
        .isEqualTo(new Machine.Said.Text("one\n"));
    assertThat(machine.readEnd(folder.resolve("no"))).isInstanceOf(Machine.Said.Missing.class);
  }

  @Test
  void ofALongFileTheFirstMegabyteIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("long"), "x".repeat(ThisMachine.MOST + 7));
    assertThat(machine.read(file))
        .isInstanceOfSatisfying(
            Machine.Said.Text.class, it -> assertThat(it.text()).hasSize(ThisMachine.MOST));
  }
}

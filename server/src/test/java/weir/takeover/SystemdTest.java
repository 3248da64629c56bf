package weir.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
  @TempDir Path folder;

  private static List<String> told(String name) throws Throwable {
    try (NotifySocket socket = NotifySocket.at(name)) {
      Systemd systemd = new Systemd(Optional.of(name));
      systemd.ready();
      systemd.mainProcess(4711);
      systemd.stopping();
      return List.of(socket.hear(), socket.hear(), socket.hear());
    }
  }

  @Test
  void systemdIsToldHowWeAre() throws Throwable {
    assertThat(told(folder.resolve("notify").toString()))
        .containsExactly("READY=1", "MAINPID=4711", "STOPPING=1");
  }

  @Test
  void anAbstractNameIsASocketToo() throws Throwable {
    assertThat(told("@weir-test-" + ProcessHandle.current().pid()))
        .containsExactly("READY=1", "MAINPID=4711", "STOPPING=1");
  }

  @Test
  void whereSystemdDidNotStartUsNothingIsSaid() {
    assertThatCode(() -> new Systemd(Optional.empty()).ready()).doesNotThrowAnyException();
  }

  @Test
  void aServerRunsAlsoWhereSystemdCannotBeTold() {
    Systemd nobodyListens = new Systemd(Optional.of(folder.resolve("nowhere").toString()));
    Systemd tooLong = new Systemd(Optional.of("/" + "x".repeat(108)));

    assertThatCode(nobodyListens::ready).doesNotThrowAnyException();
    assertThatCode(tooLong::ready).doesNotThrowAnyException();
  }
}

package weir.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
  @TempDir Path folder;

  private static List<String> told(String name) throws Throwable {
    try (NotifySocket systemd = NotifySocket.at(name)) {
      ServiceManager service = new ServiceManager(Optional.of(name));
      service.ready();
      service.mainProcess(4711);
      service.stopping();
      return List.of(systemd.hear(), systemd.hear(), systemd.hear());
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
    assertThatCode(() -> new ServiceManager(Optional.empty()).ready()).doesNotThrowAnyException();
  }

  @Test
  void aServerRunsAlsoWhereSystemdCannotBeTold() {
    ServiceManager nobodyListens =
        new ServiceManager(Optional.of(folder.resolve("nowhere").toString()));
    ServiceManager tooLong = new ServiceManager(Optional.of("/" + "x".repeat(108)));

    assertThatCode(nobodyListens::ready).doesNotThrowAnyException();
    assertThatCode(tooLong::ready).doesNotThrowAnyException();
  }
}

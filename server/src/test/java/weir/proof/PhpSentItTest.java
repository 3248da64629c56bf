package weir.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.account.Identity;
import weir.account.Tenure;
import weir.attribution.Attribution;
import weir.attribution.Attributor;
import weir.attribution.Confidence;
import weir.attribution.Method;
import weir.maillog.PhpMailFraming;
import weir.maillog.PhpMailLog;
import weir.maillog.PostfixLog;
import weir.maillog.SyslogFraming;
import weir.observation.Maker;
import weir.observation.Passage;
import weir.testkit.peers.PeerHost;
import weir.testkit.peers.PeerRoot;
import weir.testkit.peers.Postfix;

/// Two sites' scripts run by a real PHP as the one user of the web server, and hand their mail to a
/// real Postfix: its log knows that user only, PHP's log knows the scripts.
class PhpSentItTest {
  private static final long WEB_SERVER = 33;

  @TempDir private Path folder;

  private Path script(String site, String text) throws IOException {
    Path place = Files.createDirectories(folder.resolve(site).resolve("public_html"));
    return Files.writeString(place.resolve("form.php"), "<?php\n" + text).toRealPath();
  }

  /// A sendmail that is in the root of the Postfix.
  private Path sendmail(PeerHost host) throws IOException {
    String root = host.file("").toString();
    String pid = root.substring("/proc/".length(), root.indexOf("/root"));
    Path way =
        Files.writeString(
            folder.resolve("sendmail"),
            """
            #!/bin/sh
            exec nsenter --target %s --mount --net --pid --root --wd -- runuser -u www-data -- /usr/sbin/sendmail "$@"
            """
                .formatted(pid));
    return Files.setPosixFilePermissions(way, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void run(Path script, Path sendmail) throws IOException, InterruptedException {
    Process php;
    try {
      php =
          new ProcessBuilder(
                  "php",
                  "-d",
                  "mail.log=" + folder.resolve("php-mail.log"),
                  "-d",
                  "mail.add_x_header=On",
                  "-d",
                  "sendmail_path=" + sendmail + " -t -i",
                  script.toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      Assumptions.abort("no php here");
      return;
    }
    assertThat(php.waitFor()).isZero();
  }

  @Test
  void phpsOwnLogTellsWhichSitesScriptItWas() throws Exception {
    try (PeerHost host = PeerRoot.require("postfix").start()) {
      Postfix postfix = Postfix.start(host, "", "");
      Path way = sendmail(host);
      Path shop = script("shop", "mail('ann@example.com', 'order', 'x');\n");
      Path club = script("club", "\nmail('bob@example.com', 'spam', 'y');\n");
      run(shop, way);
      run(club, way);
      postfix.settle(Duration.ofSeconds(60));
      postfix.awaitLog(": removed", 2);

      List<Passage> sent =
          HostLog.passages(
              (_, _) -> Optional.empty(),
              List.of(
                  new HostLog(
                      "web1",
                      Files.readString(folder.resolve("php-mail.log")),
                      new PhpMailFraming(),
                      new PhpMailLog()),
                  new HostLog(
                      "web1",
                      postfix.log(),
                      new SyslogFraming(ZoneId.of("UTC")),
                      new PostfixLog())));
      assertThat(sent).hasSize(2);
      assertLaid(sent.getFirst(), "shop", shop, 2);
      assertLaid(sent.getLast(), "club", club, 3);
    }
  }

  private void assertLaid(Passage passage, String account, Path script, int line)
      throws IOException {
    AccountBook book =
        AccountBook.of(
            List.of(Account.of("shop"), Account.of("club")),
            List.of(
                Tenure.always(
                    new Identity.Script("web1", folder.toRealPath().resolve("shop").toString()),
                    "shop"),
                Tenure.always(
                    new Identity.Script("web1", folder.toRealPath().resolve("club").toString()),
                    "club")),
            Map.of(new Identity.LocalUser("web1", WEB_SERVER), "the web server's user"));
    Maker maker = passage.first().maker().orElseThrow();
    assertThat(maker.script()).contains(script.toString());
    assertThat(maker.line()).hasValue(line);
    Attribution found = new Attributor(book, (_, _) -> Optional.empty()).attribute(passage);
    assertThat(found.account().map(Account::id)).as("%s", found.steps()).contains(account);
    assertThat(found.method()).isEqualTo(Method.SCRIPT);
    assertThat(found.confidence()).isEqualTo(Confidence.LIKELY);
  }
}

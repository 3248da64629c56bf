package weir.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.guard.BlockedUsers;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

class SendmailPointTest {
  private static final Target SHOP = new Target.LocalUser("web1", "2001");
  private static final Response SUSPEND = new Response.Suspend();

  @TempDir Path folder;
  private Path file;
  private SendmailPoint point;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("blocked-users"), "# by hand\n2005\n");
    point = new SendmailPoint("sendmail", "web1", file, 1_000);
  }

  private void put(Target target) throws IOException {
    Lease lease =
        Lease.begin(
            "LEASE",
            target,
            SUSPEND,
            "root",
            Optional.empty(),
            Optional.empty(),
            "why",
            Instant.now(),
            Duration.ofHours(1));
    run(point.put(lease, Found.Nothing.PLAIN));
  }

  private static void run(List<Step> steps) throws IOException {
    for (Step each : steps) {
      Step.Write write = (Step.Write) each;
      Files.writeString(write.file(), write.content(), write.charset());
    }
  }

  private boolean isBlocked(long uid) {
    return new BlockedUsers(file, System::nanoTime).test(uid);
  }

  @Test
  void aSuspendedUserIsBlockedForThoseWhoReadTheFileAndOthersStay() throws IOException {
    String before = Files.readString(file);
    put(SHOP);
    assertThat(isBlocked(2001)).isTrue();
    assertThat(isBlocked(2005)).isTrue();
    assertThat(isBlocked(2002)).isFalse();
    assertThat(point.look(SHOP, Optional.empty())).isEqualTo(new Found.Ours("LEASE", SUSPEND));

    run(point.take(SHOP, new Holding("LEASE", SUSPEND, "")));
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(point.look(SHOP, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
  }

  @Test
  void whomSomebodyBlockedByHandIsHis() throws IOException {
    assertThat(point.look(new Target.LocalUser("web1", "2005"), Optional.empty()))
        .isInstanceOf(Found.Foreign.class);
  }

  @Test
  void onlyCustomersOfItsOwnHostAreBlockedAndOnlyWhereThatIsMeant() {
    assertThat(point.cannot(SHOP, SUSPEND)).isEmpty();
    assertThat(point.cannot(SHOP, new Response.Hold())).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web2", "2001"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "33"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "shop"), SUSPEND)).isPresent();
  }
}

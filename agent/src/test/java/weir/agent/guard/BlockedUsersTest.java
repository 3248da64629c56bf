package weir.agent.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockedUsersTest {
  @TempDir private Path folder;

  private long now = Long.MAX_VALUE - 1;

  @Test
  void theFileIsReadAgainAndWhatIsNoFileOfUsersChangesNothing() throws IOException {
    Path file = folder.resolve("blocked");
    BlockedUsers blocked = new BlockedUsers(file, () -> now);
    assertThat(blocked.test(2001)).as("no file").isFalse();

    Files.writeString(file, "# held by an incident\n2001\n\n 2002\n");
    assertThat(blocked.test(2001)).as("not yet").isFalse();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(blocked.test(2001)).isTrue();
    assertThat(blocked.test(2002)).isTrue();
    assertThat(blocked.test(2003)).isFalse();

    Files.writeString(file, "2003\nshop\n");
    now += Duration.ofSeconds(1).toNanos();
    assertThat(blocked.test(2001)).isTrue();
    assertThat(blocked.test(2003)).isFalse();

    Files.delete(file);
    now += Duration.ofSeconds(1).toNanos();
    assertThat(blocked.test(2001)).isFalse();
  }
}

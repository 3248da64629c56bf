package weir.held;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.held.Letters.files;
import static weir.held.Letters.hold;
import static weir.held.Letters.id;
import static weir.held.Letters.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldBoundsTest {
  @TempDir private Path base;
  private int folders;

  private Path folder() {
    return base.resolve("held" + folders++);
  }

  @Test
  void invariant_06_eachBoundIsSaidByItsNameAndNothingIsKeptBeyondIt() throws IOException {
    assertFull("messages = 2", "held.messages");
    assertFull("bytes = \"80B\"", "held.bytes");
    assertFull("account-messages = 2", "held.account-messages of example.com");
    assertFull("account-bytes = \"80B\"", "held.account-bytes of example.com");
  }

  private void assertFull(String bound, String said) throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder, bound)) {
      hold(store, id(1), "ann@example.com");
      hold(store, id(2), "ann@example.com");
      assertThat(hold(store, id(3), "ann@example.com")).isEqualTo(new Keeping.Full(said));
      assertThat(store.find(Letters.any())).hasSize(2);
      assertThat(files(folder)).hasSize(2);
      HeldMessage one = store.find(Letters.any()).getFirst();
      assertThat(store.end(one, "deleted by root")).isTrue();
      assertThat(hold(store, id(4), "ann@example.com")).isInstanceOf(Keeping.Durable.class);
    }
  }

  @Test
  void oneAccountThatIsFullLeavesRoomForOthers() throws IOException {
    try (HeldStore store = open(folder(), "account-messages = 1")) {
      hold(store, id(1), "ann@example.com");
      assertThat(hold(store, id(2), "bob@example.com")).isInstanceOf(Keeping.Full.class);
      assertThat(hold(store, id(3), "bob@example.org")).isInstanceOf(Keeping.Durable.class);
    }
  }

  @Test
  void invariant_06_whatHasNoIndexCountsInAllUntilAnOperatorDeletesIt() throws IOException {
    assertFullWithoutIndex("messages = 1", "held.messages");
    assertFullWithoutIndex("bytes = \"60B\"", "held.bytes");
  }

  private void assertFullWithoutIndex(String bound, String said) throws IOException {
    Path folder = folder();
    try (HeldStore store = open(folder)) {
      hold(store, id(1), "ann@example.com");
    }
    Files.writeString(folder.resolve("index.db"), "this is no database, and long enough to be one");
    try (HeldStore store = open(folder, bound)) {
      assertThat(hold(store, id(2), "ann@example.com")).isEqualTo(new Keeping.Full(said));
      assertThat(store.trouble())
          .contains("full: " + said + "; 1 messages in without-index count, too");
      assertThat(store.counts().withoutIndex()).isEqualTo(1);
      Path aside = folder.resolve("without-index").resolve(id(1) + "-1");
      assertThat(store.counts().bytes()).isEqualTo(Files.size(aside));
      Files.delete(aside);
      store.expire(10);
      assertThat(hold(store, id(3), "ann@example.com")).isInstanceOf(Keeping.Durable.class);
      assertThat(store.trouble()).isEmpty();
      assertThat(store.counts().withoutIndex()).isZero();
    }
  }
}

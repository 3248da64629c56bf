package weir.agent.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As root, which may read everything.
class ScriptCopiesTest {
  private static final long SHOP = 2001;

  @TempDir Path folder;

  private final List<ScriptCopy> fresh = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final ScriptCopies copies = new ScriptCopies(Runnable::run, fresh::add);
  private Path script;

  @BeforeEach
  void write() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    script = file("x.php", "<?php fsockopen(...);", "rw-------");
  }

  private Path file(String name, String text, String rights) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setAttribute(file, "unix:uid", (int) SHOP);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    return file;
  }

  @Test
  void aScriptIsReadOnceForAsLongAsItIsTheSame() throws IOException {
    Optional<ScriptCopies.Read> read = copies.of(script.toString(), SHOP);
    assertThat(read).isPresent();
    assertThat(copies.of(script.toString(), SHOP)).isEqualTo(read);
    assertThat(fresh).hasSize(1);
    assertThat(new String(fresh.getFirst().beginning(), StandardCharsets.UTF_8))
        .isEqualTo("<?php fsockopen(...);");
    assertThat(fresh.getFirst().owner()).isEqualTo(SHOP);
    assertThat(fresh.getFirst().mode()).isEqualTo("600");

    Files.writeString(script, "<?php other");
    assertThat(copies.of(script.toString(), SHOP)).isNotEqualTo(read);
    assertThat(fresh).hasSize(2);
  }

  /// A customer can set every time of a file but that of its last change.
  @Test
  void aScriptThatLooksTheSameIsReadAgainWhereItWasWritten() throws IOException {
    Optional<ScriptCopies.Read> read = copies.of(script.toString(), SHOP);
    FileTime modified = Files.getLastModifiedTime(script);
    FileTime changed = (FileTime) Files.getAttribute(script, "unix:ctime");
    do { // its clock has ticks of some milliseconds
      Files.writeString(script, "<?php fsockOPEN(...);");
      Files.setLastModifiedTime(script, modified);
    } while (changed.equals(Files.getAttribute(script, "unix:ctime")));
    assertThat(copies.of(script.toString(), SHOP).orElseThrow().digest())
        .isPresent()
        .isNotEqualTo(read.orElseThrow().digest());
  }

  @Test
  void whatWasNobodyElsesToReadIsReadOnceItIsForAll() throws IOException {
    assertThat(copies.of(script.toString(), 33)).isEmpty();
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(copies.of(script.toString(), 33)).isPresent();
  }

  @Test
  void whatOnlySomebodyElseMayReadIsNoEvidence() throws IOException {
    assertThat(copies.of(script.toString(), 2002)).isEmpty();
    Path link = Files.createSymbolicLink(folder.resolve("link.php"), Path.of("/etc/shadow"));
    assertThat(copies.of(link.toString(), SHOP)).isEmpty();
    Path open = file("open.php", "x", "rw-r--r--");
    assertThat(copies.of(open.toString(), 33)).isPresent();
  }

  @Test
  void linksAreResolvedOnceAndTheFileIsCalledByItsOwnName() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("www"), folder);
    assertThat(copies.of(link.resolve("x.php").toString(), SHOP).orElseThrow().path())
        .isEqualTo(script.toRealPath().toString());
  }

  @Test
  void whatIsNoFileOrTooLongIsLeftOut() throws Exception {
    assertThat(copies.of(folder.toString(), SHOP)).isEmpty();
    Path pipe = folder.resolve("pipe.php");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThat(copies.of(pipe.toString(), SHOP)).isEmpty();
    Path large = file("large.php", "x".repeat((int) ScriptCopy.LONGEST + 1), "rw-r--r--");
    assertThat(copies.of(large.toString(), SHOP)).isEmpty();
    Path longer = file("longer.php", "y".repeat(ScriptCopy.KEPT + 5), "rw-r--r--");
    assertThat(copies.of(longer.toString(), SHOP)).isPresent();
    assertThat(fresh.getLast().beginning()).hasSize(ScriptCopy.KEPT);
    assertThat(fresh.getLast().size()).isEqualTo(ScriptCopy.KEPT + 5);
  }

  /// Its process may replace it as soon as it waits no more.
  @Test
  void aLongScriptIsReadLaterAsItWasWhenItsProcessWaited() throws IOException {
    ScriptCopies waiting = new ScriptCopies(later::add, fresh::add);
    String text = "z".repeat(3 * OpenScript.AT_ONCE);
    Path longer = file("longer.php", text, "rw-r--r--");
    ScriptCopies.Read read = waiting.of(longer.toString(), SHOP).orElseThrow();
    assertThat(read.digest()).isEmpty();
    assertThat(waiting.of(longer.toString(), SHOP)).as("not once more").contains(read);

    Files.delete(longer);
    Files.writeString(longer, "<?php // nothing");
    later.forEach(Runnable::run);
    assertThat(later).hasSize(1);
    String digest =
        HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(read.digest()).contains(digest);
    assertThat(fresh)
        .singleElement()
        .satisfies(it -> {
          assertThat(it.digest()).isEqualTo(digest);
          assertThat(it.size()).isEqualTo(text.length());
          assertThat(it.beginning()).startsWith('z').hasSize(ScriptCopy.KEPT);
        });
  }

  @Test
  void aShortScriptIsReadAtOnceAndToldOfLater() {
    ScriptCopies waiting = new ScriptCopies(later::add, fresh::add);
    assertThat(waiting.of(script.toString(), SHOP).orElseThrow().digest()).isPresent();
    assertThat(fresh).isEmpty();
    later.forEach(Runnable::run);
    assertThat(fresh).hasSize(1);
  }

  @Test
  void whatIsTooMuchIsCountedAndReadWhenItIsMetAgain() throws IOException {
    ScriptCopies waiting = new ScriptCopies(later::add, fresh::add);
    for (int i = 0; i < Places.MOST_OF_USER; i++) {
      assertThat(waiting.of(file(i + ".php", "x", "rw-r--r--").toString(), SHOP)).isPresent();
    }
    assertThat(waiting.of(script.toString(), SHOP)).isEmpty();
    assertThat(waiting.left()).isEqualTo(1);
    Path others = file("others.php", "x", "rw-r--r--");
    assertThat(waiting.of(others.toString(), 2002)).as("another user's place").isPresent();
    later.forEach(Runnable::run);
    assertThat(waiting.of(script.toString(), SHOP)).isPresent();
  }

  @Test
  void whatIsRefusedIsCountedAndReadWhenItIsMetAgain() {
    boolean[] isFull = {true};
    ScriptCopies refused =
        new ScriptCopies(
            work -> {
              if (isFull[0]) {
                throw new RejectedExecutionException();
              }
              work.run();
            },
            fresh::add);
    for (int i = 0; i <= Places.MOST; i++) {
      assertThat(refused.of(script.toString(), SHOP)).isEmpty();
    }
    assertThat(refused.left()).isEqualTo(Places.MOST + 1);
    isFull[0] = false;
    assertThat(refused.of(script.toString(), SHOP)).isPresent();
    assertThat(fresh).hasSize(1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

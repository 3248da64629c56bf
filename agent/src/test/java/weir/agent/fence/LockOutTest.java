package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.fence.Fence.Permitted;
import weir.agent.process.MadeProc;
import weir.agent.process.UserNames;
import weir.net.IpPrefix;

final class LockOutTest {
  @TempDir private Path folder;
  private MadeProc proc;
  private LockOut lockOut;

  @BeforeEach
  void one() throws IOException {
    proc = new MadeProc(Files.createDirectory(folder.resolve("proc")));
    Path passwd = Files.writeString(folder.resolve("passwd"), "postfix:x:105:113::/:/bin/false\n");
    lockOut = new LockOut(proc.processes(), UserNames.read(passwd));
  }

  private static Fence fence(List<Permitted> permitted, Long... exempt) {
    return new Fence(
        new TreeSet<>(List.of(25)),
        new TreeSet<>(),
        permitted,
        new TreeSet<>(List.of(exempt)),
        new TreeSet<>(),
        true);
  }

  private static final Permitted FIRST = new Permitted(IpPrefix.of("198.51.100.25"), 25);
  private static final List<Permitted> TWO =
      List.of(FIRST, new Permitted(IpPrefix.of("198.51.100.26"), 25));

  /// Row 104 of the hostile inputs.
  @Test
  void hostile_104_aFenceThatWouldCutOffOurOwnMailServerIsRefused() throws IOException {
    proc.with(50, 1, 105, "/usr/lib/postfix/sbin/qmgr", "/", "qmgr", "-l");
    List<FenceFinding> found = lockOut.of(fence(TWO, 0L), false);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().stops()).isTrue();
    assertThat(found.getFirst().what()).contains("Postfix runs here as postfix (105)");
    assertThat(found.getFirst().remedy()).contains("name postfix under exempt-users");

    assertThat(lockOut.of(fence(TWO, 0L, 105L), false)).isEmpty();
    assertThat(lockOut.of(fence(TWO, 0L), true)).isEmpty(); // it hands all to the permitted one
  }

  @Test
  void hostile_104_aFenceBehindWhichNoMailLeavesAtAllIsRefused() {
    assertThat(lockOut.of(fence(List.of(), new Long[0]), false))
        .filteredOn(FenceFinding::stops)
        .singleElement()
        .satisfies(it -> assertThat(it.what()).contains("no mail would leave this host at all"));
  }

  @Test
  void hostile_104_aFenceThatWouldCutTheAgentOffItsServerIsRefused() {
    var control =
        List.of(
            new LockOut.Control(weir.net.IpAddress.parse("203.0.113.5").orElseThrow(), 25),
            new LockOut.Control(weir.net.IpAddress.parse("198.51.100.25").orElseThrow(), 25),
            new LockOut.Control(weir.net.IpAddress.parse("203.0.113.6").orElseThrow(), 443));
    assertThat(lockOut.of(fence(TWO), true, control))
        .filteredOn(FenceFinding::stops)
        .singleElement()
        .satisfies(it -> assertThat(it.what()).contains("at 203.0.113.5 port 25"));
    assertThat(lockOut.of(fence(TWO, 0L), true, control)).isEmpty(); // root is exempt
  }

  @Test
  void thatRootIsHeldIsSaidAndStopsNothing() {
    assertThat(lockOut.of(fence(TWO), false))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.stops()).isFalse();
          assertThat(it.what()).contains("root is held like everybody else");
        });
  }

  @Test
  void thatOneServerOnlyIsPermittedIsSaidAndStopsNothing() {
    assertThat(lockOut.of(fence(List.of(FIRST), 0L), true))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.stops()).isFalse();
          assertThat(it.what()).contains("one mail server only is permitted");
        });
    assertThat(
            lockOut.of(
                fence(
                    List.of(new Permitted(IpPrefix.parse("198.51.100.0/28").orElseThrow(), 25)),
                    0L),
                true))
        .as("a network of them")
        .isEmpty();
  }

  @Test
  void whatHoldsNothingCutsNobodyOff() throws IOException {
    proc.with(50, 1, 105, "/usr/lib/postfix/sbin/qmgr", "/", "qmgr", "-l");
    assertThat(lockOut.of(fence(List.of()).observing(), false)).isEmpty();
  }
}

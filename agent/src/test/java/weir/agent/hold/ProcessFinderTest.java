package weir.agent.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.agent.connections.Makers;
import weir.agent.hold.Caught.By;
import weir.agent.process.MadeProc;
import weir.agent.process.Processes;
import weir.agent.process.ScriptFinder;
import weir.net.IpAddress;
import weir.socket.TcpSocket;
import weir.socket.TcpState;

/// A number of a process is given to another when the first has ended.
final class ProcessFinderTest {
  private static final long SHOP = 2001;
  private static final long BLOG = 2002;
  private static final long PID = 4711;
  private static final long INODE = 99;

  private static final TcpSocket SOCKET =
      new TcpSocket(
          IpAddress.parse("192.0.2.1").orElseThrow(),
          40_001,
          IpAddress.parse("203.0.113.9").orElseThrow(),
          25,
          TcpState.SYN_SENT,
          SHOP,
          INODE,
          OptionalLong.of(1),
          OptionalLong.empty());

  @TempDir private Path folder;
  private MadeProc proc;
  private Optional<Callers.Caller> caller = Optional.empty();

  @BeforeEach
  void began() throws IOException {
    proc = new MadeProc(folder);
    began(SHOP);
  }

  private void began(long uid) throws IOException {
    proc.with(PID, 1, uid, "/usr/bin/perl", "/home/shop", "perl", "/home/shop/x.pl")
        .open(PID, 3, "socket:[" + INODE + "]");
  }

  private By found() {
    Processes processes = proc.processes();
    Callers callers =
        new Callers() {
          @Override
          public Optional<Caller> of(TcpSocket socket) {
            return caller;
          }

          @Override
          public Optional<String> lesser() {
            return Optional.empty();
          }

          @Override
          public void close() {}
        };
    return new ProcessFinder(
            callers,
            processes,
            new Makers(processes, new ScriptFinder(processes, it -> it.startsWith("/home/"))))
        .find(SOCKET, System.nanoTime())
        .by();
  }

  private void told(long uid) {
    caller = Optional.of(new Callers.Caller(PID, uid, System.nanoTime()));
  }

  @Test
  void whoCalledIsBlamedWhileHeIsTheSame() throws IOException {
    told(SHOP);
    assertThat(found()).isEqualTo(By.CALLER);
    began(BLOG);
    assertThat(found()).as("another user's by now").isEqualTo(By.NOBODY);
  }

  /// A child can connect, and leave the socket to its parent.
  @Test
  void whereTheCallerHasEndedWhoOfHisUserHasTheSocketIsBlamed() {
    caller = Optional.of(new Callers.Caller(PID + 1, SHOP, System.nanoTime()));
    assertThat(found()).isEqualTo(By.SEARCH);
    caller = Optional.of(new Callers.Caller(PID + 1, BLOG, System.nanoTime()));
    assertThat(found()).as("another user called").isEqualTo(By.NOBODY);
  }

  @Test
  void whoHasTheSocketIsBlamedWhereHeHasItsUser() throws IOException {
    assertThat(found()).isEqualTo(By.SEARCH);
    began(BLOG);
    assertThat(found()).isEqualTo(By.NOBODY);
  }

  /// It began 47.11 seconds after the machine.
  @Test
  void whoBeganAfterThePacketIsNotBlamed() throws IOException {
    told(SHOP);
    proc.uptime("50.00");
    assertThat(found()).isEqualTo(By.CALLER);
    proc.uptime("47.00");
    assertThat(found()).isEqualTo(By.NOBODY);
    caller = Optional.empty();
    assertThat(found()).as("whoever has the socket").isEqualTo(By.NOBODY);
  }
}

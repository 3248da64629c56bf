package weir.agent.hold;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import weir.agent.kernel.ConnectHook;
import weir.agent.kernel.ConnectTrace;
import weir.agent.process.Processes;
import weir.socket.TcpSocket;

/// Who called `connect`, by the kernel's word.
interface Callers extends AutoCloseable {

  /// A process that called `connect`.
  ///
  /// @param pid its number, which may be another's by now
  /// @param uid whose right it had
  /// @param nanos when it had called already, by [System#nanoTime]
  record Caller(long pid, long uid, long nanos) {}

  /// The process that called `connect` with that socket; it is forgotten then. Empty where the
  /// kernel did not tell.
  Optional<Caller> of(TcpSocket socket);

  /// What is used instead of the best way, and why, for people; empty where the best is.
  Optional<String> lesser();

  @Override
  void close();

  /// The best that this kernel allows us, which is found by doing: a program of ours at `connect`,
  /// else its tracing, else nothing. Listens on a thread of its own.
  static Callers of(Set<Integer> ports, Processes processes) {
    String why;
    try {
      return HookCallers.listening(ConnectHook.open(ports));
    } catch (IOException e) {
      why = String.valueOf(e.getMessage());
    }
    try {
      return new TraceCallers(ConnectTrace.open(ports), processes, why);
    } catch (IOException e) {
      String whyNotEither = String.valueOf(e.getMessage());
      return new Untold(whyNotEither.equals(why) ? why : why + "; " + whyNotEither);
    }
  }

  /// Where the kernel tells nothing, nobody is ever found by it.
  record Untold(String why) implements Callers {
    @Override
    public Optional<Caller> of(TcpSocket socket) {
      return Optional.empty();
    }

    @Override
    public Optional<String> lesser() {
      return Optional.of("processes are looked for by their sockets: " + why);
    }

    @Override
    public void close() {}
  }
}

package weir.agent.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Makes sockets as another user does, without a program of his: the kernel takes for a socket's
/// user the one by whom its thread opens files (setfsuid(2)), and that is a thread's own.
public final class AsUser {
  private AsUser() {}

  /// Runs on a thread of its own, whose sockets are that user's. Only root may.
  ///
  /// @throws CompletionException with what the work threw
  public static <T> T run(long uid, Callable<T> work) throws InterruptedException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("weir-as-user")
        .start(() -> {
          try {
            Libc.openFilesAs(uid);
            result.complete(work.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }
}

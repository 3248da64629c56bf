package weir.resolver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import weir.dns.Answer;

/// The future of an answer, shared by everybody who asks the same and kept in memory afterwards; so
/// nobody but the resolver can complete, cancel or change it. What is derived from it is an
/// ordinary future.
final class Asked extends CompletableFuture<Answer> {

  static Asked settled(Answer answer) {
    Asked asked = new Asked();
    asked.settle(answer);
    return asked;
  }

  void settle(Answer answer) {
    super.complete(answer);
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  @Override
  public boolean complete(Answer value) {
    return false;
  }

  @Override
  public boolean completeExceptionally(Throwable cause) {
    return false;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return false;
  }

  @Override
  public void obtrudeValue(Answer value) {
    throw new UnsupportedOperationException("this answer is shared");
  }

  @Override
  public void obtrudeException(Throwable cause) {
    throw new UnsupportedOperationException("this answer is shared");
  }

  @Override
  public CompletableFuture<Answer> completeAsync(
      Supplier<? extends Answer> supplier, Executor executor) {
    throw new UnsupportedOperationException("this answer is shared");
  }

  @Override
  public CompletableFuture<Answer> orTimeout(long timeout, TimeUnit unit) {
    return copy().orTimeout(timeout, unit);
  }

  @Override
  public CompletableFuture<Answer> completeOnTimeout(Answer value, long timeout, TimeUnit unit) {
    return copy().completeOnTimeout(value, timeout, unit);
  }
}

package weir.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import weir.directory.AccountDirectory;
import weir.observation.Observations;

/// Has sources wait until the account directory has been read for the first time. What they tell is
/// laid at somebody's door once and stays there: before that, all of it would be nobody's.
final class OnceAccountsAreKnown implements Observations {
  private final AccountDirectory directory;
  private final Observations observations;

  /// @param directory that is started, or will be
  OnceAccountsAreKnown(AccountDirectory directory, Observations observations) {
    this.directory = directory;
    this.observations = observations;
  }

  @Override
  public void take(String source, List<Told> all) throws IOException {
    try {
      if (!directory.awaitKnown()) {
        throw new IOException("the server stops before it knows any account");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped before any account was known");
    }
    observations.take(source, all);
  }
}

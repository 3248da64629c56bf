package weir.trial;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import weir.account.Directory;
import weir.accounting.Accounting;
import weir.attribution.Attribution;
import weir.limits.Countries;
import weir.limits.Limits;
import weir.observation.HostAddresses;
import weir.observation.Observation;
import weir.observation.Passage;
import weir.observation.Passages;

/// A trial by the messages of old logs, counted as a running server counts them. Not thread-safe.
public final class LogTrial {
  private final Directory directory;
  private final Accounting accounting;
  private final Trial trial;
  private Instant newest = Instant.MIN;

  /// @param countries in which addresses are
  /// @param directory whose what was
  public LogTrial(Limits limits, Countries countries, HostAddresses hosts, Directory directory) {
    this.directory = directory;
    this.accounting = new Accounting(hosts, countries::of, 0);
    this.trial = new Trial(limits, directory::account);
  }

  /// What has changed of messages.
  ///
  /// @param now by the logs, which only runs forward
  public void take(
      Passages.Changes changes, Function<Passage, Attribution> attributed, Instant now) {
    newest = now;
    accounting.take(changes, attributed, now);
    count(now);
  }

  /// Somebody did something that is about no message.
  public void take(Observation.Deed seen) {
    accounting.did(seen, directory);
  }

  private void count(Instant due) {
    accounting.counted(due).forEach(seen -> trial.take(seen, newest));
  }

  /// What became of each rule, with what was waiting.
  public List<RuleTried> end() {
    count(Instant.MAX);
    return trial.tried();
  }
}

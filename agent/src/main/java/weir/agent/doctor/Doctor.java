package weir.agent.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at the mail programs of a host.
public final class Doctor {

  /// Other places of settings than the usual ones; empty for the usual ones.
  ///
  /// @param postfix folders with a `main.cf`
  /// @param exim the configuration file
  /// @param qmail its home
  /// @param dovecot the configuration file
  /// @param php folders with a `php.ini`
  public record Places(
      List<String> postfix,
      Optional<String> exim,
      Optional<String> qmail,
      Optional<String> dovecot,
      List<String> php) {
    public Places {
      postfix = List.copyOf(postfix);
      php = List.copyOf(php);
    }

    /// The usual ones.
    public static Places usual() {
      return new Places(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
  }

  private Doctor() {}

  /// What is to be said of each program that is there.
  public static List<Examination> examine(Machine machine, Places places) {
    List<Examination> all = new ArrayList<>();
    all.addAll(new PostfixReading(machine).examine(places.postfix()));
    all.addAll(new EximReading(machine).examine(places.exim()));
    all.addAll(new QmailReading(machine).examine(places.qmail()));
    all.addAll(new DovecotReading(machine).examine(places.dovecot()));
    all.addAll(new PhpReading(machine).examine(places.php()));
    return all;
  }
}

package weir.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import weir.checks.CheckSettings;
import weir.complaints.ComplaintSettings;
import weir.config.Altered;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Doc;
import weir.config.KeyPath;
import weir.config.Mistake;
import weir.config.Values;
import weir.directory.DirectorySettings;
import weir.enforcement.EnforcementSettings;
import weir.gateway.ListenerSettings;
import weir.login.LoginSettings;
import weir.lookup.LookupSettings;
import weir.nexthop.HopSettings;
import weir.notices.NoticeSettings;
import weir.tls.TlsFiles;

/// What of a configuration there are warnings about: all of it, or what is left of one with
/// mistakes, so that nobody hears of the warnings only when the last mistake is gone.
///
/// @param listeners empty where it is not known who could log in on them
public record SoundTables(
    @Doc("Where we listen.") Optional<Map<String, ListenerSettings>> listeners,
    @Doc("Next hops.") Map<String, HopSettings> hops,
    @Doc("Certificate and key.") Optional<TlsFiles> tls,
    @Doc("Who may log in.") Optional<LoginSettings> login,
    @Doc("The map that is asked.") Optional<LookupSettings> lookup,
    @Doc("Where accounts are read.") DirectorySettings directory,
    @Doc("Where complaints are taken from.") Map<String, ComplaintSettings> complaints,
    @Doc("Where responses take effect.") Map<String, EnforcementSettings> enforcement,
    @Doc("Who is told what happens.") Map<String, NoticeSettings> notices,
    @Doc("The checks.") CheckSettings checks) {
  private static final String LISTENERS = "listeners";

  /// Tables whose entries stand for themselves: a mistake in one spoils no other.
  private static final Set<String> OF_MANY =
      Set.of("hops", "checks", "complaints", "enforcement", "notices");

  private static final Set<String> OF_ONE = Set.of("tls", "login", "lookup", "directory");

  public static SoundTables in(Settings settings) {
    return new SoundTables(
        settings.isControl() ? Optional.empty() : Optional.of(settings.listeners()),
        settings.hops(),
        settings.tls(),
        settings.login(),
        settings.lookup(),
        settings.directory(),
        settings.complaints(),
        settings.enforcement(),
        settings.notices(),
        settings.checks());
  }

  /// Those without any of these mistakes; empty where lines of the file could not be read.
  static Optional<SoundTables> beside(List<Mistake> mistakes, Path file) {
    if (mistakes.stream().anyMatch(each -> each.key().isEmpty())) {
      return Optional.empty();
    }
    Altered left;
    try {
      left = Altered.of(Files.readString(file));
    } catch (IOException _) {
      return Optional.empty(); // It went away this moment.
    }
    List<KeyPath> wrong = mistakes.stream().map(each -> new KeyPath(each.key())).toList();
    keepSound(left, wrong);
    return switch (new Binder(Values.standard()).text(SoundTables.class, left.toml(), file)) {
      case Binding.Bound<SoundTables>(var tables, _) -> Optional.of(tables);
      case Binding.Refused<SoundTables> _ -> Optional.empty();
    };
  }

  private static void keepSound(Altered file, List<KeyPath> wrong) {
    for (String table : file.names()) {
      if (OF_MANY.contains(table) && !wrong.contains(KeyPath.of(table))) {
        file.names(table).stream()
            .map(name -> KeyPath.of(table, name))
            .filter(entry -> isWrong(entry, wrong))
            .forEach(file::remove);
      } else if (!OF_ONE.contains(table) && !table.equals(LISTENERS)
          || isWrong(KeyPath.of(table), wrong)) {
        file.remove(KeyPath.of(table));
      }
    }
    KeyPath listeners = KeyPath.of(LISTENERS);
    if (isWrong(listeners, wrong) || isWrong(KeyPath.of("tls"), wrong)) {
      file.remove(listeners);
    } else if (!file.has(LISTENERS)) {
      file.set(LISTENERS, "{}", UnaryOperator.identity());
    }
  }

  private static boolean isWrong(KeyPath table, List<KeyPath> wrong) {
    return wrong.stream().anyMatch(each -> each.isWithin(table));
  }
}

package weir.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import weir.login.LoginSettings;

/// What cannot change while the server runs.
public final class Restart {
  /// Of each key what is compared.
  static final Map<String, Function<Settings, Object>> WAITING = waiting();

  private Restart() {}

  /// Keys whose new values wait for a restart.
  public static List<String> needed(Settings running, Settings wanted) {
    boolean firstOrNoLogins = running.login().isPresent() != wanted.login().isPresent();
    return WAITING.entrySet().stream()
        .filter(each -> !each.getValue().apply(running).equals(each.getValue().apply(wanted)))
        .filter(each -> !(firstOrNoLogins && each.getKey().startsWith("login.")))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Function<Settings, Object>> waiting() {
    Map<String, Function<Settings, Object>> keys = new LinkedHashMap<>();
    keys.put("host-name", Settings::hostName);
    keys.put("folder", Settings::folder);
    keys.put("metrics", Settings::metrics);
    keys.put("listeners", Settings::listeners);
    // Other files of a certificate are taken at once, the first or none any more are not.
    keys.put("tls", settings -> settings.tls().isPresent());
    keys.put("login", settings -> settings.login().isPresent());
    login(keys, "dovecot", LoginSettings::dovecot);
    login(keys, "checks-at-once", LoginSettings::checksAtOnce);
    login(keys, "checks-waiting", LoginSettings::checksWaiting);
    login(keys, "remember", LoginSettings::remember);
    login(keys, "failures-per-session", LoginSettings::failuresPerSession);
    login(keys, "failures-per-prefix", LoginSettings::failuresPerPrefix);
    login(keys, "failures-per-login", LoginSettings::failuresPerLogin);
    login(keys, "failure-window", LoginSettings::failureWindow);
    keys.put("dns", Settings::dns);
    keys.put("journal", Settings::journal);
    keys.put("held", Settings::held);
    keys.put("passages", Settings::passages);
    keys.put("logs", Settings::logs);
    keys.put("watched-queues", Settings::watchedQueues);
    keys.put("complaints", Settings::complaints);
    keys.put("evidence", Settings::evidence);
    keys.put("responses", Settings::responses);
    keys.put("enforcement", Settings::enforcement);
    keys.put("notices", Settings::notices);
    keys.put("agents", Settings::agents);
    keys.put("control", Settings::control);
    keys.put("trace", Settings::trace);
    keys.put("limits.delayed", settings -> settings.limits().delayed());
    keys.put("limits.message-in-memory", settings -> settings.limits().messageInMemory());
    keys.put("limits.messages-in-memory", settings -> settings.limits().messagesInMemory());
    keys.put("limits.messages-on-disk", settings -> settings.limits().messagesOnDisk());
    keys.put("limits.waiting-for-disk", settings -> settings.limits().waitingForDisk());
    keys.put("limits.disk-time", settings -> settings.limits().diskTime());
    keys.put("limits.drain-time", settings -> settings.limits().drainTime());
    keys.put("wire", Settings::wire);
    keys.put("call-forward", Settings::callForward);
    return keys;
  }

  /// A setting of logins; where one side has none at all, `login` says it.
  private static void login(
      Map<String, Function<Settings, Object>> keys,
      String key,
      Function<LoginSettings, Object> value) {
    keys.put("login." + key, settings -> settings.login().map(value));
  }
}

package weir.agent.doctor;

import java.util.List;
import java.util.Map;
import weir.agent.php.IniFile;

/// What is in effect in one installation of PHP.
///
/// @param folder of `php.ini`
/// @param place where a line can be added that holds for all of it
/// @param ini what `php.ini` and the files beside it say
/// @param pools those of PHP-FPM
/// @param isInWebServer whether it runs within Apache, as Apache's user for all sites
/// @param unread why files could not be read
record PhpSettings(
    String folder,
    String place,
    Map<String, String> ini,
    List<Pool> pools,
    boolean isInWebServer,
    List<String> unread) {

  /// A pool of PHP-FPM.
  ///
  /// @param file in which it is
  /// @param user as whom it runs
  /// @param own settings of its own, which win: `php_admin_value`, `php_value` and the flags
  record Pool(String file, String name, String user, Map<String, String> own) {}

  String get(String name) {
    return ini.getOrDefault(name, "");
  }

  /// Whether a setting is on wherever it is looked at: in every pool, or, without pools, at all.
  boolean isOnEverywhere(String name) {
    return pools.isEmpty()
        ? IniFile.isOn(get(name))
        : pools.stream().allMatch(pool -> IniFile.isOn(pool.own().getOrDefault(name, get(name))));
  }

  /// Whether a setting has a value wherever it is looked at.
  boolean isSetEverywhere(String name) {
    return pools.isEmpty()
        ? !get(name).isEmpty()
        : pools.stream().noneMatch(pool -> pool.own().getOrDefault(name, get(name)).isEmpty());
  }
}

package weir.operate;

import java.util.List;

/// What commands may do to the server as a whole.
public interface Controls {
  /// `running` or `draining`.
  String state();

  /// Reads the configuration again; a broken one changes nothing.
  Reloaded reload();

  /// Stops; a server that has handed over hurries.
  void end();

  /// What came of a reload.
  ///
  /// @param mistakes why nothing was changed; empty where it was
  /// @param waiting keys whose new values wait for a restart
  record Reloaded(List<String> mistakes, List<String> waiting) {}
}

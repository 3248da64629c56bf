package weir.enforcement;

import java.nio.file.Path;
import java.util.Optional;
import weir.config.Doc;

/// One table `[enforcement.NAME]`: a place where responses take effect.
@Doc("A place where responses take effect.")
public sealed interface EnforcementSettings
    permits EnforcementSettings.Gateway, OwnSettings, PanelSettings {

  /// A file that holds a secret.
  default Optional<Path> secretFile() {
    return Optional.empty();
  }

  /// Weir's own gateway.
  @Doc(
      "Weir's own gateway: what customers hand in here is throttled, held in `weir held`, or refused, and a denied login is refused at AUTH.")
  record Gateway() implements EnforcementSettings {}
}

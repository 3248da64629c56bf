package weir.enforcement.panels;

import java.util.Optional;
import weir.incident.Rung;

/// Something that is in force for an account of a panel.
///
/// @param reason that the panel keeps with it; empty where it has no room for one
record Sanction(Rung rung, Optional<String> reason) {

  static Sanction without(Rung rung) {
    return new Sanction(rung, Optional.empty());
  }

  static Sanction because(Rung rung, String reason) {
    return new Sanction(rung, Optional.of(reason));
  }

  /// The lease whose id its reason carries.
  Optional<String> lease() {
    return reason.flatMap(PanelReason::read);
  }

  /// Whether somebody else said why.
  boolean isForeign() {
    return reason.isPresent() && lease().isEmpty();
  }
}

package weir.enforcement.panels;

import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelSettings;

/// The panels of the settings, made.
public final class Panels {
  private Panels() {}

  /// @param web with a deadline of its own
  public static EnforcementPoint of(String name, PanelSettings settings, WebService web) {
    return new PanelPoint(name, panel(settings, web));
  }

  private static Panel panel(PanelSettings settings, WebService web) {
    return switch (settings) {
      case PanelSettings.Cpanel cpanel -> new CpanelPanel(cpanel, web);
      case PanelSettings.Plesk plesk -> new PleskPanel(plesk, web);
      case PanelSettings.Directadmin directadmin -> new DirectadminPanel(directadmin, web);
      case PanelSettings.Ispconfig ispconfig -> new IspconfigPanel(ispconfig, web);
      case PanelSettings.Hestia hestia -> new HestiaPanel(hestia, web);
      case PanelSettings.Virtualmin virtualmin -> new VirtualminPanel(virtualmin, web);
      case PanelSettings.Hsphere hsphere -> new HspherePanel(hsphere, web);
    };
  }
}

package weir.enforcement;

import java.nio.file.Path;
import java.util.Optional;
import weir.config.Default;
import weir.config.Doc;
import weir.config.SameTable;

/// A panel by which customers are administered.
public sealed interface PanelSettings extends EnforcementSettings {

  /// Where it is and what opens it.
  PanelAccess access();

  @Override
  default Optional<Path> secretFile() {
    return Optional.of(access().secretFile());
  }

  /// cPanel and WHM.
  @Doc(
      "cPanel, by WHM's API (port 2087). `hold` holds what an account sends in Exim's queue, `deny-login` has it refused, `suspend` suspends the account with a reason that carries the lease's id. The secret is an API token that may use these functions and `accountsummary`, and for mailboxes `getdomainowner` and `uapi_cpanel`.")
  record Cpanel(
      @SameTable PanelAccess access,
      @Doc("The host whose users are the panel's accounts, as hosts are named in the directory.")
          String host,
      @Doc("The user of WHM whose token it is.") @Default("root") String user,
      @Doc(
              "Whether logins are mailboxes of this panel, so that `hold` and `deny-login` concern one of them alone. Where several panels administer mailboxes, it says of those of the others that it does not know them.")
          @Default("false")
          boolean mailboxes)
      implements PanelSettings {}

  /// Plesk.
  @Doc(
      "Plesk (port 8443). `suspend` turns a subscription off; the target is its domain. The secret is a key of `plesk bin secret_key`.")
  record Plesk(@SameTable PanelAccess access) implements PanelSettings {}

  /// DirectAdmin.
  @Doc(
      "DirectAdmin (port 2222). `suspend` suspends a user. The secret is a login key that may use CMD_API_SELECT_USERS and CMD_API_SHOW_USER_CONFIG.")
  record Directadmin(
      @SameTable PanelAccess access,
      @Doc("The host whose users are the panel's accounts, as hosts are named in the directory.")
          String host,
      @Doc("The administrator or reseller whose login key it is.") @Default("admin") String user)
      implements PanelSettings {}

  /// ISPConfig.
  @Doc(
      "ISPConfig, by its remote API in JSON (port 8080). `deny-login` forbids a mailbox to send by SMTP, `suspend` turns off the site of a user, and forbids an account's mailboxes to send. The secret is the password of a remote user that may use the functions for mail users and sites.")
  record Ispconfig(
      @SameTable PanelAccess access,
      @Doc("The host whose users the sites have, as hosts are named in the directory.") String host,
      @Doc("The remote user.") String user)
      implements PanelSettings {}

  /// HestiaCP.
  @Doc(
      "HestiaCP (port 8083). `suspend` suspends a user. The secret is an access key and its secret key, with a colon between them, that may use v-suspend-user, v-unsuspend-user and v-list-user.")
  record Hestia(
      @SameTable PanelAccess access,
      @Doc("The host whose users are the panel's accounts, as hosts are named in the directory.")
          String host)
      implements PanelSettings {}

  /// Virtualmin.
  @Doc(
      "Virtualmin (port 10000). `suspend` disables a virtual server with a reason that carries the lease's id; the target is its domain. The secret is the password of the user.")
  record Virtualmin(
      @SameTable PanelAccess access,
      @Doc("The user of Webmin.") @Default("root") String user,
      @Doc(
              "Whether logins are mailboxes of this panel, so that `deny-login` concerns one of them alone, which can then read its mail no more either.")
          @Default("false")
          boolean mailboxes)
      implements PanelSettings {}

  /// H-Sphere.
  @Doc(
      "H-Sphere, by SOAP. `suspend` suspends an account; `url` is the address of its service AdminServices, and `account` must be set. The secret is the password of the administrator.")
  record Hsphere(
      @SameTable PanelAccess access,
      @Doc("The administrator's login, who must own the account's reseller.") String user,
      @Doc("The administrator's own account number.") int adminAccount)
      implements PanelSettings {}
}

package weir.complaints;

import java.io.IOException;

/// The server does not take the name and the password. Trying again soon would lock the mailbox at
/// some servers.
final class LoginRefused extends IOException {
  private static final long serialVersionUID = 1;

  LoginRefused(String what) {
    super(what);
  }
}

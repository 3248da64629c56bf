package weir.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import weir.listfile.Sought;
import weir.mail.Path;

/// The addresses that a login may use: its own, and those that the operator's file gives it.
final class LoginAddresses {
  private final SenderLoginSettings settings;
  private final LoginSenders senders;

  /// @throws UncheckedIOException when the file went bad after the configuration was checked
  LoginAddresses(SenderLoginSettings settings) {
    this.settings = settings;
    this.senders = settings.senders().map(LoginSenders::read).orElse(LoginSenders.NONE);
    if (!senders.mistakes().isEmpty()) {
      throw new UncheckedIOException(new IOException(senders.mistakes().getFirst()));
    }
  }

  boolean allow(LoginName login, Path.Mailbox address) {
    return isOwn(login, address) || senders.allow(login, Sought.address(address));
  }

  private boolean isOwn(LoginName login, Path.Mailbox address) {
    Optional<Path.Mailbox> own = login.address(settings.loginDomain());
    return own.isPresent()
        && switch (settings.own()) {
          case DOMAIN -> own.get().domain().equals(address.domain());
          case ADDRESS -> own.get().key().equals(withoutExtension(address));
        };
  }

  /// `ann+shop@example.com` is ann.
  private static String withoutExtension(Path.Mailbox address) {
    String key = address.key();
    int plus = key.indexOf('+');
    int at = key.length() - address.domain().name().length() - 1;
    return plus > 0 && plus < at ? key.substring(0, plus) + key.substring(at) : key;
  }
}

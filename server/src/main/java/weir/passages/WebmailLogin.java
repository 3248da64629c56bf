package weir.passages;

import java.time.Instant;
import weir.net.IpAddress;

/// Somebody logged in to web mail.
///
/// @param login in its one spelling
/// @param client the address that the web server saw
public record WebmailLogin(String login, IpAddress client, Instant at) {}

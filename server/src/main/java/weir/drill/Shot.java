package weir.drill;

import java.util.Optional;

/// One message of a drill.
///
/// @param login as whom it is handed in; empty where a web server hands it in
/// @param client the address that it comes from
/// @param sender of the message
public record Shot(Optional<String> login, String client, String sender) {}

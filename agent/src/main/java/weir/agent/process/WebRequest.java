package weir.agent.process;

import java.util.Optional;

/// What a web server was asked when a process began to work on it.
///
/// @param method such as `POST`
/// @param uri without the query, in which passwords may stand
/// @param site the client's word for it: the `Host` field
/// @param client its address
/// @param user who logged in by HTTP
public record WebRequest(
    String method,
    String uri,
    Optional<String> site,
    Optional<String> client,
    Optional<String> user) {

  private static final int LONGEST = 1_000;

  public WebRequest {
    int query = uri.indexOf('?');
    uri = query < 0 ? uri : uri.substring(0, query);
    uri = uri.length() > LONGEST ? uri.substring(0, LONGEST) : uri;
  }

  /// As CGI told a process in its environment (RFC 3875); empty where it did not, or where we may
  /// not look.
  public static Optional<WebRequest> ofEnvironment(Processes processes, long pid) {
    return processes
        .variable(pid, "REQUEST_METHOD")
        .map(method ->
            new WebRequest(
                method,
                processes
                    .variable(pid, "REQUEST_URI")
                    .or(() -> processes.variable(pid, "SCRIPT_NAME"))
                    .orElse(""),
                processes.variable(pid, "HTTP_HOST"),
                processes.variable(pid, "REMOTE_ADDR"),
                processes.variable(pid, "REMOTE_USER").filter(name -> !name.isEmpty())));
  }

  /// `POST /contact.php from 192.0.2.7 as anna`
  public String shown() {
    return method
        + " "
        + uri
        + client.map(it -> " from " + it).orElse("")
        + user.map(it -> " as " + it).orElse("");
  }
}

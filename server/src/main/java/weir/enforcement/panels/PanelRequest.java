package weir.enforcement.panels;

import java.net.URI;
import java.util.Map;

/// One request to a panel. Where the secret goes, its body has [#SECRET].
///
/// @param shown what people see of the body
record PanelRequest(
    String method, URI uri, Map<String, String> headers, String body, String shown) {
  /// Stands for the secret in a body.
  static final String SECRET = "{secret}";

  PanelRequest {
    headers = Map.copyOf(headers);
  }

  static PanelRequest get(URI uri) {
    return new PanelRequest("GET", uri, Map.of(), "", "");
  }

  static PanelRequest form(URI uri, String body) {
    return post(uri, "application/x-www-form-urlencoded", body);
  }

  static PanelRequest post(URI uri, String contentType, String body) {
    return new PanelRequest("POST", uri, Map.of("Content-Type", contentType), body, body);
  }

  /// One whose body nobody is shown.
  static PanelRequest unseen(URI uri, String contentType, String body) {
    return new PanelRequest("POST", uri, Map.of("Content-Type", contentType), body, "");
  }

  String words() {
    return method + " " + uri + (shown.isEmpty() ? "" : "  " + shown);
  }
}

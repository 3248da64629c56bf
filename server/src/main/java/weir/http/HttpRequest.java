package weir.http;

import java.util.Map;
import java.util.Optional;

/// A request, whole.
///
/// @param path without its query
/// @param fields by name in lower case, the first of each
/// @param body empty where there is none
@SuppressWarnings("ArrayRecordComponent") // made for one answer and compared by nobody
public record HttpRequest(String method, String path, Map<String, String> fields, byte[] body) {
  public HttpRequest {
    fields = Map.copyOf(fields);
  }

  /// What a header field says.
  ///
  /// @param name in lower case
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// Whether somebody only wants to read.
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }
}

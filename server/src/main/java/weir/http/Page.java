package weir.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What a request is answered with.
///
/// @param code RFC 9110 section 15
/// @param type its Content-Type
@SuppressWarnings("ArrayRecordComponent") // made for one answer and compared by nobody
public record Page(int code, String type, byte[] body) {

  /// Words for people.
  public static Page text(int code, String body) {
    return new Page(code, "text/plain; charset=utf-8", body.getBytes(UTF_8));
  }

  /// For people only.
  String reason() {
    return switch (code) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 431 -> "Request Header Fields Too Large";
      case 503 -> "Service Unavailable";
      default -> "";
    };
  }
}

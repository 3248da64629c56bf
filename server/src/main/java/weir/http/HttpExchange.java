package weir.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request and its answer (RFC 9112), as far as [HttpDoor] speaks HTTP: a body has a
/// Content-Length, and the connection closes behind the answer.
final class HttpExchange {

  /// Octets of a request up to and with its empty line; a longer one is told 431.
  static final int LONGEST_HEAD = 8 * 1024;

  /// RFC 9112 section 3: method, target, version. A bare CR is in none of them (section 2.2).
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!-~]+) ([!-~]+) HTTP/1\\.[0-9]\r?\n");

  /// RFC 9112 section 5: no blank stands before the colon.
  private static final Pattern FIELD = Pattern.compile("([!-9;-~]+):[ \t]*([^\r\n]*?)[ \t]*\r?\n");

  /// RFC 9110 section 5.6.7.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private static final Page MALFORMED = Page.text(400, "not a request\n");
  private static final Page TOO_LONG = Page.text(431, "the request is too long\n");
  private static final Page NO_LENGTH = Page.text(411, "a body needs its Content-Length\n");
  private static final Page TOO_LARGE = Page.text(413, "the body is too long\n");

  private final InputStream in;
  private final OutputStream out;
  private final int longestBody;
  private final HttpDoor.Doorkeeper doorkeeper;

  private HttpExchange(
      InputStream in, OutputStream out, int longestBody, HttpDoor.Doorkeeper doorkeeper) {
    this.in = in;
    this.out = out;
    this.longestBody = longestBody;
    this.doorkeeper = doorkeeper;
  }

  /// Reads a request and answers it; one that ends before its last octet has no answer.
  ///
  /// @param longestBody octets of a body; a longer one is told 413
  /// @param doorkeeper who may send a body
  /// @param pages what answers a request
  static void answer(
      InputStream in,
      OutputStream out,
      int longestBody,
      HttpDoor.Doorkeeper doorkeeper,
      Function<HttpRequest, Page> pages)
      throws IOException {
    new HttpExchange(in, out, longestBody, doorkeeper).answer(pages);
  }

  private void answer(Function<HttpRequest, Page> pages) throws IOException {
    byte[] came = head();
    int end = end(came);
    if (end < 0) {
      if (came.length == LONGEST_HEAD) {
        write(TOO_LONG, true);
      }
      return;
    }
    String head = new String(came, 0, end, ISO_8859_1);
    Matcher request = REQUEST_LINE.matcher(head);
    if (!request.lookingAt()) {
      write(MALFORMED, true);
      return;
    }
    Map<String, String> fields = fields(head.substring(request.end()));
    if (fields.containsKey("transfer-encoding")) {
      write(NO_LENGTH, true);
      return;
    }
    int length = length(fields);
    if (length < 0 || length > longestBody) {
      write(length < 0 ? MALFORMED : TOO_LARGE, true);
      return;
    }
    Optional<Page> refusal =
        length == 0
            ? Optional.empty()
            : refusal(request.group(1), request.group(2), fields, length);
    if (refusal.isPresent()) {
      write(refusal.get(), true);
      return;
    }
    byte[] body = body(Arrays.copyOfRange(came, end, came.length), length);
    if (body.length == length) {
      boolean withBody = !request.group(1).equals("HEAD");
      write(page(request.group(1), request.group(2), fields, body, pages), withBody);
    }
  }

  /// @return below 0 where it is no number
  private static int length(Map<String, String> fields) {
    String text = fields.getOrDefault("content-length", "0");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  private byte[] body(byte[] begun, int length) throws IOException {
    if (begun.length >= length) {
      return Arrays.copyOf(begun, length);
    }
    byte[] rest = in.readNBytes(length - begun.length);
    byte[] body = Arrays.copyOf(begun, begun.length + rest.length);
    System.arraycopy(rest, 0, body, begun.length, rest.length);
    return body;
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      fields.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), field.group(2));
    }
    return fields;
  }

  private Optional<Page> refusal(
      String method, String target, Map<String, String> fields, int length) {
    try {
      String path = URI.create(target).getPath();
      return path == null
          ? Optional.of(MALFORMED)
          : doorkeeper.refuse(new HttpRequest(method, path, fields, new byte[0]), length);
    } catch (IllegalArgumentException malformed) {
      return Optional.of(MALFORMED);
    }
  }

  private static Page page(
      String method,
      String target,
      Map<String, String> fields,
      byte[] body,
      Function<HttpRequest, Page> pages) {
    try {
      String path = URI.create(target).getPath();
      return path == null ? MALFORMED : pages.apply(new HttpRequest(method, path, fields, body));
    } catch (IllegalArgumentException malformed) {
      return MALFORMED;
    }
  }

  /// What came, until there is an empty line in it, or too much, or no more.
  private byte[] head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] some = new byte[1024];
    while (head.size() < LONGEST_HEAD && end(head.toByteArray()) < 0) {
      int came = in.read(some, 0, Math.min(some.length, LONGEST_HEAD - head.size()));
      if (came < 0) {
        break;
      }
      head.write(some, 0, came);
    }
    return head.toByteArray();
  }

  /// Where the body begins; below 0 where the head goes on.
  private static int end(byte[] came) {
    for (int i = 0; i < came.length - 1; i++) {
      if (came[i] == '\n' && came[i + 1] == '\n') {
        return i + 2;
      }
      if (came[i] == '\n' && came[i + 1] == '\r' && i + 2 < came.length && came[i + 2] == '\n') {
        return i + 3;
      }
    }
    return -1;
  }

  private void write(Page page, boolean withBody) throws IOException {
    String head =
        """
        HTTP/1.1 %d %s
        Date: %s
        Content-Type: %s
        Content-Length: %d
        Connection: close

        """
            .formatted(
                page.code(),
                page.reason(),
                DATE.format(ZonedDateTime.now(ZoneOffset.UTC)),
                page.type(),
                page.body().length)
            .replace("\n", "\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(ISO_8859_1));
    if (withBody) {
      whole.writeBytes(page.body());
    }
    whole.writeTo(out);
    out.flush();
  }
}

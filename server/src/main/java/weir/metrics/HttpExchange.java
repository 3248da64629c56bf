package weir.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request and its answer (RFC 9112), as far as [HttpDoor] speaks HTTP. A request's fields and
/// what follows them mean nothing here.
final class HttpExchange {

  /// Octets of a request up to and with its empty line; a longer one is told 431.
  static final int LONGEST_HEAD = 8 * 1024;

  /// RFC 9112 section 3: method, target, version. A bare CR is in none of them (section 2.2).
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([!-~]+) ([!-~]+) HTTP/1\\.[0-9]\r?\n");

  /// RFC 9110 section 5.6.7.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private static final Page MALFORMED = Page.text(400, "not a request\n");
  private static final Page TOO_LONG = Page.text(431, "the request is too long\n");
  private static final Page OTHER_METHOD = Page.text(405, "GET and HEAD only\n");

  private HttpExchange() {}

  /// Reads a request and answers it; one that ends before its empty line has no answer.
  ///
  /// @param pages what a path leads to
  static void answer(InputStream in, OutputStream out, Function<String, Page> pages)
      throws IOException {
    String head = head(in);
    if (!hasEnded(head)) {
      if (head.length() == LONGEST_HEAD) {
        write(out, TOO_LONG, true);
      }
      return;
    }
    Matcher request = REQUEST_LINE.matcher(head);
    if (!request.lookingAt()) {
      write(out, MALFORMED, true);
      return;
    }
    switch (request.group(1)) {
      case "GET" -> write(out, page(request.group(2), pages), true);
      case "HEAD" -> write(out, page(request.group(2), pages), false);
      default -> write(out, OTHER_METHOD, true);
    }
  }

  private static Page page(String target, Function<String, Page> pages) {
    try {
      String path = URI.create(target).getPath();
      return path == null ? MALFORMED : pages.apply(path);
    } catch (IllegalArgumentException malformed) {
      return MALFORMED;
    }
  }

  /// What came, until there is an empty line in it, or too much, or no more.
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] some = new byte[1024];
    String text = "";
    while (head.size() < LONGEST_HEAD && !hasEnded(text)) {
      int came = in.read(some, 0, Math.min(some.length, LONGEST_HEAD - head.size()));
      if (came < 0) {
        break;
      }
      head.write(some, 0, came);
      text = head.toString(ISO_8859_1);
    }
    return text;
  }

  private static boolean hasEnded(String head) {
    return head.contains("\n\r\n") || head.contains("\n\n");
  }

  private static void write(OutputStream out, Page page, boolean withBody) throws IOException {
    String head =
        """
        HTTP/1.1 %d %s
        Date: %s
        Content-Type: %s
        Content-Length: %d
        Allow: GET, HEAD
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

package weir.directory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads comma-separated values (RFC 4180), in UTF-8, record by record.
///
/// The separator is that of the first line: a comma, a semicolon or a tab. Stricter than the RFC in
/// one point: the last line must end, since a file that is just being written does not.
final class CsvReader implements AutoCloseable {
  private static final int MOST_FIELDS = 100;
  private static final int LONGEST_FIELD = 8_192;
  private static final int BUFFER = 1 << 16;

  private final Reader in;
  private final StringBuilder field = new StringBuilder();
  private final List<String> fields = new ArrayList<>();
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private char separator;
  private long line = 1;
  private long begun;

  CsvReader(InputStream in) {
    this.in =
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            BUFFER);
  }

  /// The line at which the last record began, from 1.
  long line() {
    return begun;
  }

  /// The next record, or an empty list at the end. The list is filled anew by the next call.
  ///
  /// @throws SourceFailed for what is no such file
  List<String> next() throws IOException, SourceFailed {
    fields.clear();
    begun = line;
    int c = read();
    if (c == 0xfeff && begun == 1) {
      c = read();
    }
    while (c >= 0) {
      c = c == '"' ? quoted() : plain(c);
      take();
      if (c == '\n') {
        return fields;
      }
      c = read();
      if (c < 0) {
        break;
      }
    }
    if (!fields.isEmpty()) {
      throw failed("the file ends in the middle of a line: half-written?");
    }
    return fields;
  }

  private void take() throws SourceFailed {
    if (fields.size() >= MOST_FIELDS) {
      throw failed("more than " + MOST_FIELDS + " fields");
    }
    fields.add(field.toString());
    field.setLength(0);
  }

  /// @param first its first character, or what ends it
  /// @return what ended it: the separator, or a line feed
  private int plain(int first) throws IOException, SourceFailed {
    int c = first;
    while (true) {
      if (c < 0) {
        throw failed("the file ends in the middle of a line: half-written?");
      }
      if (c == '\n') {
        dropReturn();
        return c;
      }
      if (isSeparator(c)) {
        return c;
      }
      if (c == '"') {
        throw failed("a quote within a field that does not begin with one");
      }
      append(c);
      c = read();
    }
  }

  private void dropReturn() {
    int last = field.length() - 1;
    if (last >= 0 && field.charAt(last) == '\r') {
      field.setLength(last);
    }
  }

  private int quoted() throws IOException, SourceFailed {
    while (true) {
      int c = read();
      if (c < 0) {
        throw failed("the file ends within quotes: half-written?");
      }
      if (c != '"') {
        append(c);
        continue;
      }
      c = read();
      if (c == '"') {
        append(c);
        continue;
      }
      if (c == '\r') {
        c = read();
      }
      if (c == '\n' || (c >= 0 && isSeparator(c))) {
        return c;
      }
      throw failed(
          c < 0 ? "the file ends in the middle of a line: half-written?" : "text behind a quote");
    }
  }

  /// The first line has names of columns only, so what stands behind the first of them is it.
  private boolean isSeparator(int c) {
    if (separator == 0 && (c == ',' || c == ';' || c == '\t')) {
      separator = (char) c;
    }
    return c == separator && separator != 0;
  }

  private void append(int c) throws SourceFailed {
    if (field.length() >= LONGEST_FIELD) {
      throw failed("a field of more than " + LONGEST_FIELD + " characters");
    }
    if (c == 0) {
      throw failed("a NUL: this is no text");
    }
    field.append((char) c);
  }

  private int read() throws IOException, SourceFailed {
    if (at == end) {
      end = fill();
      at = 0;
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    char c = buffer[at++];
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private int fill() throws IOException, SourceFailed {
    try {
      return in.read(buffer);
    } catch (CharacterCodingException notUtf8) {
      throw failed("the file is not UTF-8 somewhere behind this line");
    }
  }

  private SourceFailed failed(String why) {
    return new SourceFailed("line " + line + ": " + why);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

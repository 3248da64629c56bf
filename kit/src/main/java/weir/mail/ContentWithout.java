package weir.mail;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A message with some whole lines left out: how forged copies of our own header fields disappear
/// without a copy of the message.
public final class ContentWithout implements Content {

  private final Content whole;
  private final List<Range> ranges;
  private final long size;

  /// Octets of a content, counted from its first.
  ///
  /// @param start where a line begins
  /// @param end behind the CRLF of the same or a later line
  public record Range(long start, long end) {
    public Range {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("not a range: " + start + " to " + end);
      }
    }

    long length() {
      return end - start;
    }
  }

  private ContentWithout(Content whole, List<Range> ranges) {
    this.whole = whole;
    this.ranges = ranges;
    this.size = whole.size() - ranges.stream().mapToLong(Range::length).sum();
  }

  /// The content without the ranges; the content itself where there is none.
  ///
  /// @param ranges in ascending order, apart or touching, each of whole lines as [HeaderList] gives
  ///   them: a cut inside a line could make a line that begins with a dot, and nobody would know
  /// @throws IllegalArgumentException when they overlap or reach beyond the content
  public static Content of(Content whole, List<Range> ranges) {
    if (ranges.isEmpty()) {
      return whole;
    }
    long at = 0;
    for (Range range : ranges) {
      if (range.start() < at || range.end() > whole.size()) {
        throw new IllegalArgumentException("ranges overlap or reach beyond the content");
      }
      at = range.end();
    }
    return new ContentWithout(whole, List.copyOf(ranges));
  }

  @Override
  public long size() {
    return size;
  }

  /// As of the whole message. Where the only dot line was cut out it still says yes, which costs a
  /// look and nothing else.
  @Override
  public boolean hasDotLines() {
    return whole.hasDotLines();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Skipping skipping = new Skipping(out, ranges);
    whole.writeTo(skipping);
    skipping.flush();
  }

  @Override
  public InputStream open() throws IOException {
    return new Jumping(whole.open(), ranges);
  }

  /// Lets through what lies outside the ranges, in pieces as large as they come.
  private static final class Skipping extends FilterOutputStream {

    private final List<Range> ranges;
    private int next;
    private long at;

    Skipping(OutputStream out, List<Range> ranges) {
      super(out);
      this.ranges = ranges;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      int from = offset;
      int left = length;
      while (left > 0) {
        while (next < ranges.size() && at >= ranges.get(next).end()) {
          next++;
        }
        boolean inside = next < ranges.size() && at >= ranges.get(next).start();
        long border =
            next == ranges.size()
                ? Long.MAX_VALUE
                : inside ? ranges.get(next).end() : ranges.get(next).start();
        int step = (int) Math.min(left, border - at);
        if (!inside) {
          out.write(octets, from, step);
        }
        at += step;
        from += step;
        left -= step;
      }
    }
  }

  /// Reads what lies outside the ranges.
  private static final class Jumping extends FilterInputStream {

    private final List<Range> ranges;
    private int next;
    private long at;

    Jumping(InputStream in, List<Range> ranges) {
      super(in);
      this.ranges = ranges;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      while (next < ranges.size() && at == ranges.get(next).start()) {
        in.skipNBytes(ranges.get(next).length());
        at = ranges.get(next++).end();
      }
      long border = next < ranges.size() ? ranges.get(next).start() : Long.MAX_VALUE;
      int read = in.read(octets, offset, (int) Math.min(length, border - at));
      at += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] lost = new byte[(int) Math.min(count, 8192)];
      return count <= 0 ? 0 : Math.max(read(lost, 0, lost.length), 0);
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}

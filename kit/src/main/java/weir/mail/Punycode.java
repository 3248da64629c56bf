package weir.mail;

import java.util.Optional;

/// Bootstring with the parameters of Punycode, RFC 3492 sections 3, 5 and 6. Works on single
/// labels; longer input is refused.
final class Punycode {

  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;

  private Punycode() {}

  static Optional<String> encode(String label) {
    int[] input = label.codePoints().toArray();
    if (input.length > Domain.LABEL_LIMIT) {
      return Optional.empty(); // also keeps every number below far from overflow
    }
    StringBuilder out = new StringBuilder(Domain.LABEL_LIMIT);
    label.codePoints().filter(c -> c < INITIAL_N).forEach(out::appendCodePoint);
    int basic = out.length();
    int handled = basic;
    if (basic > 0) {
      out.append('-');
    }
    int n = INITIAL_N;
    int delta = 0;
    int bias = INITIAL_BIAS;
    while (handled < input.length) {
      int next = smallestFrom(input, n);
      delta += (next - n) * (handled + 1);
      n = next;
      for (int c : input) {
        if (c < n) {
          delta++;
        } else if (c == n) {
          number(out, delta, bias);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return Optional.of(out.toString());
  }

  private static int smallestFrom(int[] input, int n) {
    int smallest = Integer.MAX_VALUE;
    for (int c : input) {
      if (c >= n && c < smallest) {
        smallest = c;
      }
    }
    return smallest;
  }

  private static void number(StringBuilder out, int delta, int bias) {
    int q = delta;
    for (int k = BASE; ; k += BASE) {
      int t = threshold(k, bias);
      if (q < t) {
        out.append(digit(q));
        return;
      }
      out.append(digit(t + (q - t) % (BASE - t)));
      q = (q - t) / (BASE - t);
    }
  }

  static Optional<String> decode(String text) {
    if (text.length() > Domain.LABEL_LIMIT) {
      return Optional.empty();
    }
    int basic = Math.max(text.lastIndexOf('-'), 0);
    int[] output = new int[text.length()];
    int count = 0;
    while (count < basic) {
      output[count] = text.charAt(count);
      count++;
    }
    long n = INITIAL_N;
    long i = 0;
    int bias = INITIAL_BIAS;
    int at = basic > 0 ? basic + 1 : 0;
    while (at < text.length()) {
      long old = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = at < text.length() ? value(text.charAt(at++)) : -1;
        i += digit * weight;
        if (digit < 0 || i > Integer.MAX_VALUE) {
          return Optional.empty();
        }
        int t = threshold(k, bias);
        if (digit < t) {
          break;
        }
        weight *= BASE - t;
      }
      count++;
      bias = adapt((int) (i - old), count, old == 0);
      n += i / count;
      i %= count;
      if (n > Character.MAX_CODE_POINT || (n >= 0xD800 && n <= 0xDFFF)) {
        return Optional.empty();
      }
      System.arraycopy(output, (int) i, output, (int) i + 1, count - 1 - (int) i);
      output[(int) i++] = (int) n;
    }
    return Optional.of(new String(output, 0, count));
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - bias, T_MIN, T_MAX);
  }

  private static int adapt(int delta, int points, boolean first) {
    int d = first ? delta / DAMP : delta / 2;
    d += d / points;
    int k = 0;
    while (d > (BASE - T_MIN) * T_MAX / 2) {
      d /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * d / (d + SKEW);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int value(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
  }
}

package weir.fuzz;

/// A text that counts how often somebody looks at one of its characters.
public final class CountedText implements CharSequence {

  private final String text;
  private long steps;

  public CountedText(String text) {
    this.text = text;
  }

  public long steps() {
    return steps;
  }

  @Override
  public char charAt(int index) {
    steps++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    steps += end - start;
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    steps += text.length();
    return text;
  }
}

package weir.passages;

/// How much of what was authored is nobody's. Where it grows, something that tells is missing, or
/// somebody has found a way around it.
///
/// @param messages all of them
/// @param nobodys of these, laid at nobody's door
public record Share(int messages, int nobodys) {
  /// In percent; 0 of nothing.
  public int percent() {
    return messages == 0 ? 0 : (int) (100L * nobodys / messages);
  }
}

package weir.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One dialog file.
///
/// @param file where it stands
/// @param shows the comment at its top: what it shows, in a sentence
/// @param steps what happens, in order
public record DialogFile(Path file, String shows, Setup setup, List<Step> steps) {

  /// What the names of dialog files end with.
  public static final String SUFFIX = ".dialog";

  public DialogFile {
    steps = List.copyOf(steps);
  }

  /// The file's name without its ending.
  public String name() {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  /// Reads a dialog.
  ///
  /// @throws DialogMistake when a line is not understood
  public static DialogFile read(Path file) throws IOException, DialogMistake {
    return parse(file, Files.readString(file));
  }

  /// Reads a text as if it stood in this file.
  ///
  /// @throws DialogMistake when a line is not understood
  public static DialogFile parse(Path file, String text) throws DialogMistake {
    return new DialogParser(file, text).dialog();
  }
}

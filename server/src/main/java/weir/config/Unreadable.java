package weir.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why a file cannot be used, in words for people.
public final class Unreadable {
  private Unreadable() {}

  /// Reads on after the file's name: `cannot be read: no such file`.
  public static String why(IOException trouble) {
    return trouble instanceof CharacterCodingException
        ? "is not UTF-8"
        : "cannot be read: " + cause(trouble);
  }

  /// The bare cause: `permission denied`.
  public static String cause(IOException trouble) {
    return switch (trouble) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _, FileAlreadyExistsException _ -> "a file is in the way";
      default -> {
        String said = trouble.getMessage();
        yield said == null ? trouble.toString() : said;
      }
    };
  }
}

package weir.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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

  /// The cause behind the file's name, where the trouble knows it: `/etc/x: permission denied`.
  public static String said(IOException trouble) {
    return trouble instanceof FileSystemException file
        ? file.getFile() + ": " + cause(trouble)
        : cause(trouble);
  }

  /// The bare cause: `permission denied`.
  public static String cause(IOException trouble) {
    return switch (trouble) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "a file, and no folder";
      case FileAlreadyExistsException _ -> "a file is in the way";
      case FileSystemException file -> // its message has the file's name, too
          file.getReason() == null ? trouble.toString() : file.getReason();
      default -> trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
    };
  }
}

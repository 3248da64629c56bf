package weir.agent.doctor;

import java.nio.file.Path;
import java.util.List;

/// The host that is looked at.
public interface Machine {

  /// What came of asking.
  sealed interface Said {
    record Text(String text) implements Said {}

    /// There is no such program or file.
    record Missing() implements Said {}

    /// There is one, and it does not tell.
    ///
    /// @param cause for people, such as `only root may read it`
    record Failed(String cause) implements Said {}
  }

  /// What a program prints to standard output.
  ///
  /// @param program its name, without a folder
  Said run(String program, String... arguments);

  /// What is in a file.
  Said read(Path file);

  /// The last lines of a file, the first of which may be cut.
  Said readEnd(Path file);

  /// The files and folders of that name, in the order of their names; none where nobody may look.
  ///
  /// @param pattern an absolute path, of which each part may have `*` in it
  List<Path> find(String pattern);
}

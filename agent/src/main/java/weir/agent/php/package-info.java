/// How PHP writes its settings: `php.ini`, the files beside it, and those of PHP-FPM are of one
/// form.
///
/// [IniFile] reads the text of one file; who finds the files, follows their includes and bounds
/// their size is its caller.
@NullMarked
package weir.agent.php;

import org.jspecify.annotations.NullMarked;
